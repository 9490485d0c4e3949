import type { MailTexts } from "@/lib/mail/mail-texts";

const notMe = "This was not me";
const ifNotMe =
  "If it was not you, press the button below. You will be logged out everywhere and your account will be protected.";
const breachRights =
  "You can claim damages, and ask Korea’s Personal Information Dispute Mediation Committee (1833-6972) to mediate.";

export const enTexts: MailTexts = {
  address: "If the button does not work, paste this address into your browser.",
  reason:
    "You’re receiving this because it concerns a {brand} account. You can’t reply to this e-mail.",
  unknown: "Unknown",
  advertising: {
    use: "use of my data for advertising",
    email: "advertising by e-mail",
    sms: "advertising by text message",
    messenger: "advertising by messenger",
    sms_night: "text messages at night",
    messenger_night: "messenger at night",
  },
  decided: {
    given: "You agreed to: {what}",
    refused: "You declined: {what}",
    withdrawn: "You withdrew your consent to: {what}",
  },
  notices: {
    confirm_email: {
      subject: "Please confirm your e-mail address",
      body: [
        "This e-mail address was entered for a {brand} account.",
        "If it is yours, please confirm it.",
      ],
      button: "Confirm e-mail",
      after: [
        "The link works once, for 24 hours.",
        "If you have not made a {brand} account, ignore this e-mail.",
      ],
    },
    email_changed: {
      subject: "Your account’s e-mail was changed",
      body: [
        "The e-mail of your {brand} account was changed from this address to another one. Notices go to the new address from now on.",
        "If it was not you, change it back within seven days. You will be logged out everywhere, and the password will stop working until you set a new one by verifying your identity.",
      ],
      button: "Restore this address",
      after: ["If it was you, there is nothing to do."],
    },
    address_used_by_another: {
      subject: "Somebody entered your e-mail address",
      body: [
        "Somebody entered this e-mail address for a {brand} account. They may have mistyped their own.",
        "Your account with this address is safe. Nobody else can confirm it, so there is nothing to do.",
      ],
    },
    joined_again: {
      subject: "You have an account already",
      body: [
        "Somebody who verified as you just tried to join {brand} again. Each person can have one account only, so no new one was made.",
        "If it was you, log in with this e-mail.",
        "If it was not you, somebody may have verified with your phone or certificate. Please ask your carrier or the verification provider.",
      ],
      button: "Log in",
    },
    password_changed: {
      subject: "Your password was changed",
      body: ["The password of your {brand} account was changed.", ifNotMe],
      button: notMe,
    },
    recovered: {
      subject: "A new password was set after verification",
      body: [
        "After an identity verification, a new password was set for your {brand} account, and all other devices were logged out.",
        ifNotMe,
      ],
      button: notMe,
    },
    recovery_waiting: {
      subject: "A recovery of your account is waiting",
      body: [
        "After an identity verification, somebody asked to set a new password for your {brand} account. To keep you safe, it waits until {when}.",
        "If it was not you, cancel it now.",
      ],
      button: "Cancel the request",
      after: ["If it was you, go on from there once the time has come."],
    },
    passkey_added: {
      subject: "A passkey was added",
      body: ["A new passkey was added to your {brand} account.", "Passkey: {name}", ifNotMe],
      button: notMe,
    },
    passkey_removed: {
      subject: "A passkey was removed",
      body: [
        "A passkey was removed from your {brand} account. It can no longer be used to log in.",
        "Passkey: {name}",
        "If it was not you, log in and change your password.",
      ],
      button: "Log in",
    },
    new_device: {
      subject: "New device logged in",
      body: [
        "A device that we have not seen before logged in to your {brand} account.",
        "Device: {device}\nNetwork: {network}",
        ifNotMe,
      ],
      button: notMe,
      after: ["If it was you, there is nothing to do."],
    },
    reverification_due: {
      subject: "Please verify your identity again soon",
      body: [
        "Your {brand} account needs another identity verification by {when}. After that day you will be asked for it when you log in.",
        "You can do it now already. It takes a minute.",
      ],
      button: "Verify identity",
    },
    advertising_decided: {
      subject: "Your advertising choices have been processed",
      body: [
        "On {when} you told {brand} what advertising you want. This is what we recorded.",
        "{given}",
        "{refused}",
        "{withdrawn}",
      ],
      button: "See my consents",
      after: ["You can change it there at any time."],
    },
    advertising_reminder: {
      subject: "You agreed to receive advertising",
      body: [
        "This is the advertising from {brand} that you agreed to receive. The law asks us to tell you every 2 years.",
        "{given}",
        "To keep receiving it you need not do anything. To stop it, withdraw your consent on the page below.",
      ],
      button: "See my consents",
    },
    breach_first: {
      subject: "About a leak of personal data",
      body: [
        "Personal data that {brand} keeps has leaked, or may have leaked. This is what we know.",
        "What leaked: {items}",
        "When and how: {happened}",
        "What you can do: {protect}",
        "What {brand} does, and how you get redress: {measures}",
        breachRights,
        "Contact: {contact}",
      ],
    },
    breach_later: {
      subject: "More about the leak of personal data",
      body: [
        "This is what we have found out since we told you of a leak of personal data.",
        "What it concerns: {items}",
        "When and how: {happened}",
        "What you can do: {protect}",
        "What {brand} does, and how you get redress: {measures}",
        breachRights,
        "Contact: {contact}",
      ],
    },
    account_closed: {
      subject: "Your account has been deleted",
      body: [
        "Your {brand} account has been closed. The account and your personal data have been erased.",
        "Thank you for having been with us.",
      ],
    },
    account_suspended: {
      subject: "Your account has been suspended",
      body: [
        "Your {brand} account has been suspended, and you have been logged out everywhere. Nothing in it has been deleted.",
        "If you think that this is a mistake, please contact {brand}.",
      ],
    },
    account_restored: {
      subject: "Your account can be used again",
      body: ["The suspension of your {brand} account has been lifted. You can log in again."],
      button: "Log in",
    },
    account_unlocked: {
      subject: "Your account has been unlocked",
      body: [
        "Our support has lifted the limits on logging in to your {brand} account and on recovering it.",
        "If you did not ask for that, please contact {brand}.",
      ],
      button: "Log in",
    },
    logins_ended_for_you: {
      subject: "You have been logged out everywhere",
      body: [
        "Our support has ended every login of your {brand} account. Your password has not changed.",
        "If you did not ask for that, please contact {brand}.",
      ],
      button: "Log in",
    },
    reverification_required: {
      subject: "Please verify your identity again",
      body: [
        "Before you can go on using your {brand} account, please verify your identity once more. It takes a minute.",
      ],
      button: "Verify identity",
    },
    administrator_invited: {
      subject: "You are asked to be an administrator",
      body: [
        "{inviter} asks you to be an administrator of {brand}. Press the button within three days to set your password and your second factor.",
        "If you know nothing of this, do not press it, and delete this mail.",
      ],
      button: "See the invitation",
    },
    administrator_reset: {
      subject: "An administrator’s login was reset",
      body: [
        "On the server’s console, {email} was given a new password, and their second factor was removed.",
        "If you know nothing of this, ask whoever runs the server at once, and remove that administrator.",
      ],
      button: "See the administrators",
    },
  },
};
