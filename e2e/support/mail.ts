import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

/** The newest mail to an address that the sandbox caught, once it is there. */
export async function mailTo(
  sandboxUrl: string,
  to: string,
  { subject = "" }: { subject?: string } = {},
): Promise<Mail> {
  for (let tries = 0; tries < 150; tries += 1) {
    const found = (await mailsTo(sandboxUrl, to)).find((mail) => mail.subject.includes(subject));
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error(`No mail ${subject} came to ${to}`);
}

/** Newest first. */
export async function mailsTo(sandboxUrl: string, to: string): Promise<Mail[]> {
  const answer = await fetch(`${sandboxUrl}/_sandbox/mail`);
  return z
    .array(mail)
    .parse(await answer.json())
    .filter((each) => each.to === to);
}

/** The path of the link in it that leads to `/link/…`. */
export function linkIn({ links }: Mail): string {
  const link = links
    .map((each) => new URL(each))
    .find((each) => each.pathname.startsWith("/link/"));
  if (link === undefined) throw new Error("The mail has no link");
  return `${link.pathname}${link.search}`;
}

const mail = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  links: z.array(z.string()),
  at: z.string(),
});
type Mail = z.infer<typeof mail>;
