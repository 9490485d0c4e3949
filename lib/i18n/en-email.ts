import type { Messages } from "./messages";

/** The page of the e-mail, and the pages of links in mails. */
export const enEmail: Pick<Messages, "emailPage" | "link"> = {
  emailPage: {
    title: "E-mail",
    lead: "You log in with it, and we write to it when something important happens to your account.",
    now: "Your address",
    confirmed: "Confirmed",
    unconfirmed: "Not confirmed yet",
    unconfirmedTitle: "Please check your mailbox",
    unconfirmedBody:
      "We sent a mail to {email}. Press the button in it within 24 hours. If you cannot find it, look among the spam too.",
    pendingTitle: "Waiting for the new address",
    pendingBody:
      "We sent a mail to {email}. Your address changes when you press the button in it. Until then the one you have stays.",
    again: "Send the mail again",
    sentAgain: "The mail was sent again.",
    changeTitle: "Change to another address",
    correctTitle: "Is it mistyped?",
    changeHint:
      "We send a mail to the new address. It counts once you confirm it, and the old one gets a link that undoes it for seven days.",
    correctHint: "It changes at once, and we send a mail to the new address.",
    newEmail: "New e-mail",
    submit: "Change",
  },
  link: {
    confirmTitle: "Confirm your e-mail?",
    confirmLead: "Press if {email} is your address.",
    changeTitle: "Change your e-mail?",
    changeLead: "Press, and your account's e-mail becomes {email}.",
    changePoint: "The address before gets a link that undoes it for seven days",
    confirmSubmit: "Confirm e-mail",
    confirmNotMine: "If this is not your account, do not press; close this window.",
    confirmDoneTitle: "Your e-mail is confirmed",
    confirmDoneLead: "From now on you log in with it and get notices there.",
    revertTitle: "Go back to the e-mail before?",
    revertLead: "Press, and your account's e-mail becomes {email} again.",
    revertSubmit: "Go back",
    revertDoneTitle: "You are back at the e-mail before",
    revertDoneLead:
      "You were logged out everywhere, and the password stopped working, since whoever changed the e-mail may know it. Please verify your identity and set a new one. A passkey that you had before still works.",
    notMeTitle: "Was this not you?",
    notMeLead: "Press, and nobody else can go on using your account.",
    notMePointLogins: "You are logged out everywhere",
    notMePointPassword: "The present password stops working",
    notMePointPasskeys: "Passkeys added within the last 7 days are removed",
    notMePointBack: "You can set a new password by verifying your identity",
    notMePointFrozen: "Getting back in by identity verification is shut for 7 days",
    notMeSubmit: "This was not me",
    notMeDoneTitle: "Your account is safe",
    notMeDoneLead:
      "You were logged out everywhere, and the password stopped working. Please verify your identity and set a new one.",
    notMeFrozenLead:
      "You were logged out everywhere, and the password stopped working. Somebody else may be using your phone number, so getting back in is shut for 7 days: please ask your carrier meanwhile. A passkey that you had before still works.",
    cancelTitle: "Cancel getting back in?",
    cancelLead:
      "Somebody asked for a new password by identity verification; the request is waiting.",
    cancelPointEnds: "The request ends. Your password stays as it is",
    cancelSubmit: "Cancel the request",
    cancelDoneTitle: "The request was cancelled",
    cancelDoneLead:
      "Your password is as it was. Getting back in is shut for 7 days. If you did not ask for it, please check with your carrier that your phone number is still yours.",
    newPassword: "Set a new password",
    goOn: "Go to my account",
  },
};
