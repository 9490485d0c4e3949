import type { Messages } from "./messages";

/** The page of the e-mail, and the pages of links in mails. */
export const enEmail: Pick<Messages, "emailPage" | "link"> = {
  emailPage: {
    title: "E-mail",
    lead: "You log in with it, and we e-mail you there when something important happens to your account.",
    now: "Your address",
    confirmed: "Confirmed",
    unconfirmed: "Not confirmed yet",
    unconfirmedTitle: "Please check your mailbox",
    unconfirmedBody:
      "We sent an e-mail to {email}. Press the button in it within 24 hours. If you can’t find it, check your spam folder too.",
    pendingTitle: "Waiting for you to confirm the new address",
    pendingBody:
      "We sent an e-mail to {email}. Your address changes once you press the button in it. Until then, your current one stays.",
    again: "Send the e-mail again",
    sentAgain: "The e-mail was sent again.",
    changeTitle: "Change to another address",
    correctTitle: "Mistyped it?",
    changeHint:
      "We send an e-mail to the new address. It changes once you confirm, and for seven days the old one can undo it with a link.",
    correctHint: "It changes right away, and we send an e-mail to the new address.",
    newEmail: "New e-mail",
    submit: "Change",
  },
  link: {
    confirmTitle: "Confirm your e-mail?",
    confirmLead: "Press the button if {email} is your address.",
    changeTitle: "Change your e-mail?",
    changeLead: "If you continue, your account’s e-mail becomes {email}.",
    changeSubmit: "Change e-mail",
    changePoint: "For seven days, your old address can undo it with a link",
    confirmSubmit: "Confirm e-mail",
    confirmNotMine: "If this isn’t your account, don’t press the button. Close this window.",
    confirmDoneTitle: "Your e-mail is confirmed",
    confirmDoneLead: "You can log in with it, and we’ll send your notices there.",
    revertTitle: "Restore your previous e-mail?",
    revertLead: "If you continue, your account’s e-mail becomes {email} again.",
    revertSubmit: "Restore e-mail",
    revertDoneTitle: "Your previous e-mail is back",
    revertDoneLead:
      "You were logged out everywhere, and the password stopped working, since whoever changed the e-mail may know it. Please verify your identity and set a new one. If you already had a passkey, it still works.",
    overAccount: "If you can’t log in, or something worries you, please contact customer support.",
    overInvitation: "Please ask the owner who invited you for another invitation.",
    notMeTitle: "Wasn’t this you?",
    notMeLead: "If you continue, nobody else can keep using your account.",
    notMePointLogins: "You are logged out everywhere",
    notMePointPassword: "Your current password stops working",
    notMePointPasskeys: "Passkeys added within the last 7 days are removed",
    notMePointBack: "You can set a new password by verifying your identity",
    notMePointFrozen: "The account can’t be recovered by identity verification for 7 days",
    notMeSubmit: "This was not me",
    notMeDoneTitle: "You were logged out everywhere",
    notMeDoneLead: "The password stopped working. Please verify your identity and set a new one.",
    notMeFrozenLead:
      "The password stopped working. Somebody else may be using your phone number, so the account can’t be recovered by identity verification for 7 days. Please check with your carrier in the meantime. If you already had a passkey, it still works; otherwise please contact customer support.",
    cancelTitle: "Cancel the request?",
    cancelLead: "A request to set a new password by identity verification is waiting.",
    cancelPointEnds: "The request ends. Your password stays as it is",
    cancelSubmit: "Cancel the request",
    cancelDoneTitle: "The request was cancelled",
    cancelDoneLead:
      "Your password is unchanged. The account can’t be recovered by identity verification for 7 days. If you didn’t ask for this, please check with your carrier that your phone number is still yours.",
    newPassword: "Set a new password",
    goOn: "Go to my account",
  },
};
