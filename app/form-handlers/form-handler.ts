import { codeMessage } from "@/app/forms/code-message";
import { getTranslations } from "next-intl/server";
import { logInFor } from "@/lib/browser/after-login";
import {
  AccountGone,
  AccountSuspended,
  AdmissionOver,
  LoginEnded,
  ProofOutdated,
} from "@/lib/logins/account-gone";
import { codes, isCode, type Code } from "@/lib/codes";
import { config } from "@/lib/config";
import { isDatabaseDown } from "@/lib/db";
import { faultFields, faultName, levelOf, log } from "@/lib/log";
import type { PostAddress } from "@/lib/requests/post-addresses";
import { formProblemHeader } from "@/lib/requests/request-headers";
import { readFields, type Fields } from "@/lib/requests/form-fields";
import { renderPage } from "@/lib/requests/render-page";
import { isSameOrigin } from "@/lib/requests/same-origin";
import type { FormProblem } from "./form-answer";
import type { FormOutcome, Refusal } from "./form-outcome";
import { noteAnswer } from "./note-refusal";
import { withCookiesOfNow } from "./cookies-of-now";
import { formIdOf, handleOnce } from "./handle-once";
import { writeFormProblem, type ShownProblem } from "./form-problem";

/**
 * Refuses forms of other sites, then calls `handle`. A browser without JavaScript gets a 303, or
 * the form's page again with the problem and its status; a script gets JSON. A GET redirects to the
 * page. Unlike a server action's id, the address stays valid after a deployment.
 */
export function formHandler(
  { action, page, shownBy = "form" }: FormPlace,
  handle: (fields: Fields, request: Request) => Promise<FormOutcome>,
) {
  async function POST(request: Request): Promise<Response> {
    const outcome = await decide(request, page, handle);
    if ("response" in outcome) return outcome.response;
    if ("next" in outcome) return leadOn(request, outcome.next, action);
    const { code, retryAfter, shownBy: by = shownBy } = outcome;
    log(levelOf(code), "form_refused", { reason: action, ...outcome.trouble, code });
    const noted = await noteAnswer({ place: action, code, reason: outcome.trouble?.fault ?? null });
    const problem = {
      ...(await translate(outcome)),
      ...(noted === null ? {} : { request: noted }),
    };
    const headers = {
      "cache-control": "no-store",
      ...(retryAfter === undefined ? {} : { "retry-after": `${retryAfter}` }),
    };
    const { status } = codes[code];
    // The page still shows the typed values, so they are not sent back.
    const shown = { ...problem, values: {} };
    if (formIdOf(request) !== null && status < 500) return tellScript(shown, status, headers);
    if (wantsJson(request)) return Response.json(shown, { status, headers });
    const path = pathOf(page, request);
    const shownProblem = { ...problem, action, shownBy: by };
    const follows = outcome.shownBy === "page";
    return showAgain(request, { path, shown: shownProblem, status, headers, follows });
  }
  function GET(request: Request): Response {
    return seeOther(pathOf(page, request));
  }
  return { GET, POST };
}

function pathOf(page: FormPlace["page"], request: Request): string {
  const path = barePathOf(page, request);
  return typeof page === "string" ? `${path}${new URL(request.url).search}` : path;
}

function barePathOf(page: FormPlace["page"], request: Request): string {
  return typeof page === "string" ? page : page(new URL(request.url).searchParams);
}

async function decide(
  request: Request,
  page: FormPlace["page"],
  handle: (fields: Fields, request: Request) => Promise<FormOutcome>,
): Promise<FormOutcome> {
  if (!isSameOrigin(request.headers, config().appUrl)) return { code: "forbidden_origin" };
  try {
    const fields = await readFields(request);
    if (fields === null) return { code: "invalid_request" };
    const id = formIdOf(request);
    const handled = () =>
      handle(fields, request).catch((error: unknown) => outcomeOfFault(error, page, request));
    return id === null ? await handled() : await handleOnce(id, handled);
  } catch (error) {
    return outcomeOfFault(error, page, request);
  }
}

function outcomeOfFault(error: unknown, page: FormPlace["page"], request: Request): FormOutcome {
  if (error instanceof LoginEnded) return { next: logInFor(barePathOf(page, request)) };
  // The account was deleted while this form was being processed.
  if (error instanceof AccountGone || error instanceof ProofOutdated)
    return { code: "invalid_credentials" };
  if (error instanceof AdmissionOver) return { code: error.code };
  if (error instanceof AccountSuspended) return { code: "account_suspended" };
  const code = isDatabaseDown(error) ? "database_unavailable" : "unexpected";
  return { code, trouble: faultFields(error) };
}

/** A refusal in the reader's words. */
export async function translate({
  code,
  fields = {},
  values = {},
  retryAfter,
}: Refusal): Promise<FormProblem> {
  const t = await getTranslations();
  const codes = await getTranslations("codes");
  const sentence = (each: Code) => codeMessage(codes, each).body;
  const messages: Partial<Record<Code, () => string>> = {
    rate_limited: () =>
      retryAfter === undefined
        ? sentence("rate_limited")
        : `${t("codes.rate_limited.body")} ${t("common.tryInMinutes", { minutes: Math.ceil(retryAfter / 60) })}`,
    forbidden_origin: () =>
      `${t("codes.forbidden_origin.body")} ${t("common.openSite", { address: config().appUrl })}`,
  };
  const sentences = Object.entries(fields).map(([name, said]): [string, string] => [
    name,
    typeof said === "string" ? sentence(said) : said.text,
  ]);
  return {
    code,
    title: codeMessage(codes, code).title,
    message: messages[code]?.() ?? sentence(code),
    fields: Object.fromEntries(sentences),
    values,
  };
}

function wantsJson({ headers }: Request): boolean {
  return /^application\/json\b/.test(headers.get("accept") ?? "");
}

/**
 * A refusal that a person may well meet, to the script of our own page: the form was answered. A
 * browser writes every fetch with an error's status into its console; see docs/decisions/0003.
 */
function tellScript(shown: FormProblem, status: number, headers: Record<string, string>): Response {
  return Response.json({ ...shown, status }, { headers });
}

async function leadOn(request: Request, next: string, place: PostAddress): Promise<Response> {
  const code = /[?&]code=([a-z_]+)/.exec(next)?.[1];
  if (isCode(code)) await noteAnswer({ place, code }, { isShownElsewhere: true });
  if (!wantsJson(request)) return seeOther(next);
  return Response.json({ next }, { headers: { "cache-control": "no-store" } });
}

export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}

/**
 * The form's page with the problem; if the page redirects by now, so does the form.
 * @param follows whether the problem is rather shown on the page that it redirects to.
 */
export async function showAgain(
  request: Request,
  { path, shown, status, headers, follows = false }: ShowingAgain,
): Promise<Response> {
  const page = await renderPage(path, {
    headers: await withCookiesOfNow(request.headers),
    marks: { [formProblemHeader]: writeFormProblem(shown) },
  }).catch((error: unknown) => {
    log("error", "page_not_rendered", { fault: faultName(error) });
    return null;
  });
  if (page?.location?.startsWith("/")) {
    if (!follows) return seeOther(page.location);
    return showAgain(request, { path: page.location, shown, status, headers });
  }
  const html = page === null || page.status >= 500 ? bare(shown) : page.html;
  return new Response(html, {
    status,
    headers: { ...headers, "content-type": "text/html; charset=utf-8" },
  });
}

/** The text alone, and whom to ask, if the page cannot be rendered. */
function bare({ title, message }: FormProblem): string {
  const { company, supportEmail, supportPhone } = config();
  const whom = [company.name, supportEmail, supportPhone].filter((each) => each !== null);
  const [heading, text, contact] = [title, message, whom.join(" · ")].map((each) =>
    each.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`),
  );
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title><h1>${heading}</h1><p>${text}</p><p>${contact}</p>`;
}

export type FormPlace = {
  action: PostAddress;
  /** Its path; a function where that depends on the query of the form's address. */
  page: `/${string}` | ((query: URLSearchParams) => `/${string}`);
  /** Whether the form shows its own problems or the page shows them above everything. */
  shownBy?: "form" | "page";
};
type ShowingAgain = {
  path: string;
  shown: ShownProblem;
  status: number;
  headers: Record<string, string>;
  follows?: boolean;
};
export type { FormOutcome, Refusal };
