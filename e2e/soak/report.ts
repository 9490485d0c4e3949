import type { SoakReport } from "./soak";

/** As Markdown. */
export function reportOf({ minutes, tally, losses, portOneFaults }: SoakReport): string {
  const outside = tally.outside("error").length;
  const unknown = tally.outside("unknown").length;
  const rows: (readonly [string, string | number])[] = [
    ["steps that came through", tally.count("done")],
    ["of unknown outcome, and repeated", tally.count("unknown")],
    ["of these while nothing was broken", unknown],
    ["errors while something was broken, or within 5 s", tally.count("error") - outside],
    ["errors otherwise", `${outside} (${((100 * outside) / tally.steps.length).toFixed(3)} %)`],
    ["answers of PortOne that failed", portOneFaults],
    ["told that they have joined", losses.acknowledged],
    ["accounts", losses.opened],
    ["acknowledged accounts that are lost", losses.accounts],
    ["people with two accounts", losses.twice],
    ["members of a sample who cannot log in", losses.lockedOut],
    ["mails", losses.mails],
    ["mails lost", losses.mailsLost],
    ["mails sent again by the same Message-ID, since a server died", losses.mailsAgain],
  ];
  const outages = tally.outages.map(
    (outage) =>
      [
        outage.fault,
        seconds(outage.began),
        seconds((outage.ended ?? outage.began) - outage.began),
        seconds(tally.recoveryOf(outage)),
      ] as const,
  );
  return [
    "# Soak",
    "",
    `\`npm run soak -- --minutes ${minutes} --record\`: people join, log in, get back in and administer on two servers`,
    "behind a balancer, on a PostgreSQL of their own, while parts fail. A step is what a person does in one go, up to four",
    "requests; what did not come through is tried again as a person would.",
    "",
    "![Steps a second](soak.svg)",
    "",
    ...table(["What", "How many"], rows),
    "",
    ...table(["Fault", "at (s)", "lasted (s)", "last failure after it (s)"], outages),
    "",
  ].join("\n");
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}

/** Columns padded, as the formatter writes them. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, at) => Math.max(3, ...lines.map((row) => row[at]?.length ?? 0)));
  const written = lines.map(
    (row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((wide) => "-".repeat(wide)).join(" | ")} |`;
  return [written[0] ?? "", rule, ...written.slice(1)];
}
