import { z } from "zod";
import { outcomeSchema } from "../world/outcome";
import { providerSchema } from "../world/provider";

/** Pages of http and https only; app schemes cannot be returned to. */
const returnAddress = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .or(z.literal(""))
  .default("");
/** `null` is the origin of a file or a sandboxed frame. */
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

/** What the scripts put into the address of the window. */
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
    /** Whom the window looks for. */
    q: text,
    /** The record of a window that is shown again, in another language or after a search. */
    impUid: text,
  })
  .refine(({ mode, returnTo }) => mode === "popup" || returnTo !== "");
export type WindowOptions = z.infer<typeof windowSchema>;

/** What the window's form sends. */
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
