/** What peers/express.ts uses of it: the types are checked where the package is not installed. */
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
