/** The body's bytes; null for more than so many, or where it breaks off. */
export async function readBytes(request: Request, maximum: number): Promise<Buffer | null> {
  if (Number(request.headers.get("content-length") ?? 0) > maximum) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > maximum) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}

/** The fields of a posted form; none for any other body. Its letters may be of any old encoding. */
export async function readFields(request: Request, maximum: number): Promise<URLSearchParams> {
  const type = request.headers.get("content-type") ?? "";
  const bytes = await readBytes(request, maximum);
  if (bytes === null) return new URLSearchParams();
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) {
    return new URLSearchParams(bytes.toString("utf8"));
  }
  if (!/^multipart\/form-data\b/i.test(type)) return new URLSearchParams();
  try {
    const form = await new Response(new Uint8Array(bytes), {
      headers: { "content-type": type },
    }).formData();
    const texts = [...form].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    );
    return new URLSearchParams(texts);
  } catch {
    return new URLSearchParams();
  }
}
