import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // In development Next would print the arguments of form actions, e-mail addresses among them.
  logging: { serverFunctions: false },
  // Native modules and the driver stay outside the bundle.
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino"],
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
