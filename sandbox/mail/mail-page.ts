import { escapeHtml, type Call } from "../portone/http";
import { viewOf, type View } from "../portone/language";
import { otherThan, page } from "../portone/pages/page";
import { seoulTime } from "../portone/world/clock";
import type { CaughtMail, Inbox } from "./inbox";

const shown = 50;

/** `GET /mail`: what was sent here, newest first, as it looks and as text. */
export function mailPage(call: Call, inbox: Inbox): string {
  const view = viewOf(call);
  const { say, stay } = view;
  const mails = inbox.newestFirst();
  const list = mails.slice(0, shown).map((mail, at) => mailSection(mail, at, view));
  const more = mails.length - shown;
  const clear =
    mails.length === 0
      ? `<p class="empty">${say("아직 없어요 · none yet")}</p>`
      : `<form class="inline" method="post" action="${stay("/mail")}"><input type="hidden" name="action" value="clear"><button>${say("모두 지우기 · Clear all")}</button></form>`;
  const rest = say(`${more}통 더 있어요. · ${more} more.`);
  return page(
    say("메일 · Mail"),
    `<p><a href="${stay("/")}">${say("← 샌드박스 · ← Sandbox")}</a></p>
    <h1>${say("잡은 메일 · Mail that was caught")}</h1>
    <p class="faint">${say(lead)}</p>
    <p><code>${escapeHtml(inbox.smtpUrl ?? "–")}</code></p>${clear}
    ${list.join("")}${more > 0 ? `<p class="empty">${rest}</p>` : ""}`,
    { wide: true, view, otherLanguage: `/mail?lang=${otherThan(view)}` },
  );
}

const lead =
  "이 SMTP 주소로 보낸 메일은 아무에게도 가지 않고 여기에만 보여요. · Mail sent to this SMTP address goes to nobody and is shown here only.";

function mailSection(
  { to, subject, text, html, links, at }: CaughtMail,
  place: number,
  { say }: View,
) {
  const time = seoulTime(new Date(at)).replace("T", " ");
  const rows = [
    [say("받는 사람 · to"), escapeHtml(to)],
    [say("시각 (서울) · time (Seoul)"), time],
    [say("링크 · links"), links.map(anchor).join("<br>") || "–"],
  ].map(([name = "", value = ""]) => `<dt>${name}</dt><dd>${value}</dd>`);
  const open = place === 0 ? " open" : "";
  const look =
    html === ""
      ? ""
      : `<details${open}><summary>${say("모양 · As it looks")}</summary><iframe class="mail" sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy" title="${escapeHtml(subject)}" srcdoc="${escapeHtml(`<base target="_blank">${html}`)}"></iframe></details>`;
  return `<section data-mail="${escapeHtml(to)}"><h2>${escapeHtml(subject)}</h2><dl>${rows.join("")}</dl>
    ${look}<details${html === "" ? open : ""}><summary>${say("글만 · As text")}</summary><pre class="mail">${escapeHtml(text)}</pre></details></section>`;
}

/** Only http addresses are links. */
function anchor(link: string): string {
  const address = escapeHtml(link);
  return `<a href="${address}" target="_blank" rel="noreferrer">${address}</a>`;
}
