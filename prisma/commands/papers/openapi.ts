import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { jsonBodies } from "@/app/json/bodies";
import { codes } from "@/lib/codes";
import { callbackBodies } from "@/lib/portone/callback";

export const openapiFile = "docs/openapi.json";

/** The addresses that speak JSON, from the schemas by which they read. Forms: lib/requests/post-addresses.ts. */
export function writeOpenapi(): string {
  const paths = {
    "/certifications": post(
      "The window has closed: the id, and nothing else",
      z.union([callbackBodies.v1, callbackBodies.v2]),
      { "200": answer("next", "Where the person goes on"), default: answer("declined", declined) },
    ),
    ...Object.fromEntries(
      Object.entries(jsonBodies).map(([path, body]) => [
        path,
        post(says[path] ?? path, body, {
          "200": answer(answers[path] ?? "next", "Done"),
          default: answer("refusal", "Refused or failed, with the status of the code"),
        }),
      ]),
    ),
    "/verification/due": get(
      "Whether this browser's attempt still needs a verification",
      { "200": answer("due", "Whether it does") },
      [{ name: "attempt", in: "query", required: true, schema: { type: "string" } }],
    ),
    "/health/live": get("The process answers", { "200": answer("status", "live") }),
    "/health/ready": get("The database can be worked with", {
      "200": answer("status", "ready"),
      "503": answer("status", "stopping, or a database_ code"),
    }),
  };
  const document = {
    openapi: "3.1.0",
    info: {
      title: "Verified Signup",
      version: "1",
      description:
        "What the pages' own scripts ask. A POST from another origin than APP_URL is refused; who asks is known by cookie.",
    },
    paths,
    components: { schemas },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const says: Readonly<Record<string, string>> = {
  "/form-answer": "What came of a form whose answer was lost",
  "/passkeys/add": "A passkey was made",
  "/passkeys/begin": "What the browser needs to make or to use a passkey",
  "/passkeys/confirm": "A passkey in the place of the password, before a sensitive step",
  "/passkeys/log-in": "Log in",
  "/passkeys/recover": "A passkey instead of 24 hours' wait",
};
const answers: Readonly<Record<string, SchemaName>> = {
  "/form-answer": "happened",
  "/passkeys/begin": "options",
};
const declined = "Refused or failed; `next` is the page that says so";

const text = { type: "string" };
const texts = { type: "object", additionalProperties: text };
const code = { enum: Object.keys(codes) };
const object = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const next = object({ next: text });
const words = { code, title: text, message: text };
const problem = object({ ...words, fields: texts, values: texts, request: text }, ["request"]);
const happened = {
  oneOf: [
    object({ kind: { const: "answered" }, answer: { oneOf: [next, problem] } }),
    object({ kind: { enum: ["working", "called_off"] } }),
  ],
};
const schemas = {
  next,
  options: object({ options: { type: "object" } }),
  happened: object({ happened }),
  refusal: object({ ...words, isUnknown: { type: "boolean" } }),
  declined: object({ code, message: text, next: text }),
  due: object({ isDue: { type: "boolean" } }),
  status: object({ status: text }),
};
type SchemaName = keyof typeof schemas;

function post(summary: string, body: z.ZodType, responses: object) {
  // Of each schema as it is sent, before anything is dropped from it.
  const schema = z.toJSONSchema(body, { io: "input" });
  delete schema.$schema;
  const content = { "application/json": { schema } };
  return { post: { summary, requestBody: { required: true, content }, responses } };
}

function get(summary: string, responses: object, parameters?: object[]) {
  return { get: { summary, ...(parameters && { parameters }), responses } };
}

function answer(schema: SchemaName, description: string) {
  const content = { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } };
  return { description, content };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(openapiFile, writeOpenapi());
}
