const maximumBytes = 64 * 1024;

/** Null if it is too large or not a form. Ignores files; the last of repeated fields counts. */
export async function readFields(request: Request): Promise<Fields | null> {
  const pairs = await readPairs(request);
  if (pairs === null) return null;
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of pairs) fields[name] = value;
  return fields;
}

/** The same with repeated fields, in order. */
export async function readPairs(request: Request): Promise<[string, string][] | null> {
  const type = request.headers.get("content-type") ?? "";
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type);
  const body = isForm ? await readBytes(request, maximumBytes) : null;
  if (body === null) return null;
  const form = await new Response(body, { headers: { "content-type": type } })
    .formData()
    .catch(() => null);
  return (
    form &&
    [...form].flatMap(([name, value]): [string, string][] =>
      typeof value === "string" ? [[name, value]] : [],
    )
  );
}

/** The request body; null if it is longer than `maximum` bytes or breaks off. */
export async function readBytes(
  request: Request,
  maximum: number,
): Promise<Buffer<ArrayBuffer> | null> {
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

export type Fields = Readonly<Record<string, string | undefined>>;
