import { createServer } from "node:http";
import { z } from "zod";
import { freePort } from "../free-port";

const value = z.object({ stringValue: z.string().optional(), intValue: z.int().optional() });
const attributes = z.array(z.object({ key: z.string(), value })).transform((pairs) => {
  return new Map(
    pairs.map(({ key, value }) => [key, value.stringValue ?? `${value.intValue ?? ""}`]),
  );
});
const zero = z.literal(0);
const span = z.strictObject({
  traceId: z.string().regex(/^[0-9a-f]{32}$/),
  spanId: z.string().regex(/^[0-9a-f]{16}$/),
  parentSpanId: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  name: z.string().min(1),
  kind: z.int().min(1).max(5),
  startTimeUnixNano: z.string().regex(/^\d{19}$/),
  endTimeUnixNano: z.string().regex(/^\d{19}$/),
  attributes,
  status: z.strictObject({ code: z.literal([0, 2]) }),
  flags: z.int(),
  // Nothing that anybody wrote.
  events: z.tuple([]),
  links: z.tuple([]),
  ...{ droppedAttributesCount: zero, droppedEventsCount: zero, droppedLinksCount: zero },
});
const otlp = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});

/** A collector of traces: takes OTLP over HTTP as JSON, and nothing that is not. `port`: one that was free. */
export async function startCollector(port?: number): Promise<Collector> {
  const own = port ?? (await freePort());
  const bodies: string[] = [];
  const spans: TakenSpan[] = [];
  const headers: NodeJS.Dict<string | string[]>[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      const isRight = request.method === "POST" && request.url === "/v1/traces";
      const taken = otlp.safeParse(isRight && !collector.refuses ? JSON.parse(body) : null);
      bodies.push(body);
      headers.push(request.headers);
      for (const { scopeSpans } of taken.data?.resourceSpans ?? []) {
        spans.push(...scopeSpans.flatMap((scope) => scope.spans));
      }
      response.writeHead(taken.success ? 200 : 400, { "content-type": "application/json" });
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(own, "127.0.0.1", resolve));
  const collector: Collector = {
    url: `http://127.0.0.1:${own}`,
    refuses: false,
    bodies,
    spans,
    headers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return collector;
}

export type TakenSpan = z.infer<typeof span>;
export type Collector = {
  url: string;
  /** Answers 400 from now on. */
  refuses: boolean;
  /** As they came. */
  bodies: string[];
  spans: TakenSpan[];
  headers: NodeJS.Dict<string | string[]>[];
  close: () => Promise<void>;
};
