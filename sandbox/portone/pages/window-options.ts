import { z } from "zod";
import { outcomeSchema } from "../world/outcome";
import { providerSchema } from "../world/provider";

/** http and https only, no app schemes. */
const returnAddress = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .or(z.literal(""))
  .default("");
/** `null`: a file or a sandboxed frame. */
const origin = z
  .url({ protocol: /^https?$/ })
  .or(z.enum(["null", ""]))
  .default("");
const text = z.string().max(500).default("");
const minAge = z
  .union([z.literal("").transform(() => null), z.coerce.number().int().min(1).max(150)])
  .default(null);

const common = {
  mode: z.enum(["popup", "redirect"]),
  returnTo: returnAddress,
  origin,
  call: text,
  minAge,
};

/** Parameters that the SDK scripts put into the window's address. */
export const windowSchema = z
  .object({
    ...common,
    generation: z.enum(["v1", "v2"]),
    id: z.string().max(200),
    page: text,
    channelKey: text,
    pg: text,
    name: text,
    phone: text,
    company: text,
    /** The search text. */
    q: text,
    /** Set if the window is shown again, in another language or after a search. */
    impUid: text,
  })
  .refine(({ mode, returnTo }) => mode === "popup" || returnTo !== "");
export type WindowOptions = z.infer<typeof windowSchema>;

export const decisionSchema = z
  .object({
    ...common,
    impUid: z.string(),
    person: z.string(),
    outcome: outcomeSchema,
    provider: providerSchema.or(z.literal("").transform(() => null)).default(null),
  })
  .refine(({ mode, returnTo }) => mode === "popup" || returnTo !== "");
export type Decided = z.infer<typeof decisionSchema>;
