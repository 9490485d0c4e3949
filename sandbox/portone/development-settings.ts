/**
 * The merchant of the development settings. Other keys are accepted too, unless they contain
 * `wrong`.
 */
export const developmentSettings = {
  impCode: "imp00000000",
  impKey: "sandbox-key",
  impSecret: "sandbox-secret",
  storeId: "store-00000000-0000-4000-8000-000000000000",
  apiSecret: "sandbox-api-secret",
  channelKey: "channel-key-00000000-0000-4000-8000-000000000000",
} as const;
