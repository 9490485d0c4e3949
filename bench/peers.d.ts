/** What peers/express.ts uses of it: the types are checked where the packages are not installed. */
declare module "express" {
  type Answer = { status: (code: number) => Answer; json: (content: unknown) => Answer };
  type Asked = { body: Readonly<Record<string, unknown>> };
  type App = {
    use: (middleware: unknown) => void;
    post: (path: string, handle: (request: Asked, response: Answer) => Promise<void>) => void;
    listen: (port: number, host: string) => void;
  };
  const express: { (): App; json: () => unknown };
  export default express;
}

/** What peers/better-auth.ts uses. */
declare module "better-auth" {
  export function betterAuth(options: object): { handler: (request: Request) => Promise<Response> };
}
declare module "better-auth/db/migration" {
  export function getMigrations(options: object): Promise<{ runMigrations: () => Promise<void> }>;
}
declare module "better-auth/node" {
  import type { RequestListener } from "node:http";
  export function toNodeHandler(auth: object): RequestListener;
}
