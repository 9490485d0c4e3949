const maximumBytes = 64 * 1024;

/**
 * The text fields of a form that was sent; null when it is too large or is no form. A field can be a
 * file or come twice: what is no text counts as absent, and of several the last counts.
 */
export async function readFields(request: Request): Promise<Fields | null> {
  const type = request.headers.get("content-type") ?? "";
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type);
  const body = isForm ? await readBytes(request) : null;
  if (body === null) return null;
  const form = await new Response(body, { headers: { "content-type": type } })
    .formData()
    .catch(() => null);
  if (form === null) return null;
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of form) {
    if (typeof value === "string") fields[name] = value;
  }
  return fields;
}

/** The body of a request, bounded; null when it is longer or breaks off. */
async function readBytes(request: Request): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > maximumBytes) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}

export type Fields = Readonly<Record<string, string | undefined>>;
