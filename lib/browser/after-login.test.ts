import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { logInFor, pageAfterLogin } from "./after-login";

it.each([
  ["/account/email", "/account/email"],
  ["/account", "/account"],
  ["/account/left", "/account"],
  ["/account/email/submit", "/account"],
  ["//evil.example", "/account"],
  ["/\\evil.example", "/account"],
  ["https://evil.example/account/email", "/account"],
  ["/account/email@evil.example", "/account"],
  ["/account/../login", "/account"],
  ["javascript:alert(1)", "/account"],
  ["", "/account"],
  [undefined, "/account"],
  [["/account/email", "/account/email"], "/account"],
])("a login that was asked to lead to %j leads to %s", (asked, page) => {
  expect(pageAfterLogin(asked)).toBe(page);
});

it("the login remembers each page of a member", () => {
  const pages = readdirSync("app/account", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("page.tsx"))
    .map((path) => `/account/${path.replace(/\/?page\.tsx$/, "")}`.replace(/\/$/, ""))
    .filter(
      (page) =>
        ![
          "/account/consents/again",
          "/account/left",
          "/account/logged-out",
          "/account/passkeys/one",
        ].includes(page),
    );
  expect(pages.map((page) => pageAfterLogin(page)).sort()).toEqual(pages.sort());
  expect(logInFor("/account/email")).toBe("/login?next=%2Faccount%2Femail");
  expect(logInFor("/account")).toBe("/login");
});
