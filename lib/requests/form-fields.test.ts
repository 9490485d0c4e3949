import { expect, it } from "vitest";
import { readFields } from "./form-fields";

function sent(type: string, body: string | Uint8Array<ArrayBuffer>) {
  const headers = type === "" ? {} : { "content-type": type };
  return readFields(new Request("http://n/", { method: "POST", body, headers }));
}
const urlEncoded = "application/x-www-form-urlencoded";
// RFC 2046 allows shorter boundaries; the platform does not.
const boundary = "----form-boundary-of-27-letters-or-more";
const multipart = `multipart/form-data; boundary=${boundary}`;

it("reads a form in both encodings; of several values the last counts, and a file does not", async () => {
  expect(await sent(urlEncoded, "a=1&a=2&b=%ED%99%8D")).toEqual({ a: "2", b: "홍" });
  const part = (name: string, value: string, file = "") =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
  const body = `${part("a", "1")}${part("f", "x", '; filename="f"\r\nContent-Type: text/plain')}--${boundary}--\r\n`;
  expect(await sent(multipart, body)).toEqual({ a: "1" });
});

it.each([
  ["", "a=1"],
  ["application/json", '{"a":1}'],
  ["text/plain", "a=1"],
  [multipart, "--y--"],
  [multipart, ""],
  ["multipart/form-data", "--x--"],
  [urlEncoded, "a=".padEnd(70_000, "x")],
])("is no form: %s %s", async (type, body) => {
  expect(await sent(type, body)).toBeNull();
});

it("has no field that nobody sent", async () => {
  const fields = await sent(urlEncoded, "__proto__=1&constructor=2");
  expect(fields?.["toString"]).toBeUndefined();
  expect(Object.keys(fields ?? {}).sort()).toEqual(["__proto__", "constructor"]);
});
