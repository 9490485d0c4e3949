import type { CodeMessages } from "./code-messages";

export const enCodes = {
  invalid_request: {
    title: "We could not understand that",
    body: "The address or its content is not right.",
    next: "Please verify your identity again from the start.",
  },
  attempt_missing: {
    title: "We found no verification in progress",
    body: "It was started in another browser, or cookies were cleared.",
    next: "Please start again here.",
  },
  forbidden_origin: {
    title: "That came from another site",
    body: "We did not accept it, to keep you safe.",
    next: "Please try again directly on this site.",
  },
  under_age: {
    title: "You cannot join yet",
    body: "Your confirmed date of birth does not meet the age for joining. We have not kept what you verified.",
    next: "Please come back on the day you are old enough.",
  },
  no_ci: {
    title: "You cannot join with this way of verifying",
    body: "It does not include what tells one person from another. We have not kept what you verified.",
    next: "Please verify again another way, such as with your mobile phone carrier.",
  },
  verification_unknown: {
    title: "We could not find that verification",
    body: "It was not made from this page.",
    next: "Please verify your identity again from this page.",
  },
  verification_used: {
    title: "That verification was used already",
    body: "Each one can be used only once.",
    next: "Please verify your identity anew.",
  },
  already_joined: {
    title: "You have joined already",
    body: "One person may have one account, also with a new phone number.",
    next: "Please log in to the account you have.",
  },
  rejoin_cooldown: {
    title: "You cannot join again yet",
    body: "After leaving, some time has to pass before you can join again.",
    next: "Please try again once that time is over.",
  },
  attempt_expired: {
    title: "Time is up",
    body: "To keep you safe, this has to be finished within a set time.",
    next: "Please start again. It takes a moment only.",
  },
  verification_unfinished: {
    title: "Verification is not finished",
    body: "The last step in the verification window was not reached.",
    next: "Please press the button again and follow it to the end.",
  },
  verification_stale: {
    title: "That verification is too old",
    body: "Only one made within the last 10 minutes counts.",
    next: "Please start again and verify anew.",
  },
  verification_cancelled: {
    title: "Verification was cancelled",
    body: "The window was closed or cancelled. What you have done so far is kept.",
    next: "Press the button again when you are ready.",
  },
  verification_failed: {
    title: "Verification failed",
    body: "The verification agency could not confirm you. What you have done so far is kept.",
    next: "Check what you entered and try again, or choose another way of verifying.",
  },
  verification_test_channel: {
    title: "Test verifications do not count",
    body: "This was made on a test channel and is not real.",
    next: "Please start again. If it happens again, tell customer support.",
  },
  rate_limited: {
    title: "Too many tries",
    body: "We paused for a moment to keep you safe.",
    next: "Please try again a little later.",
  },
  provider_rejected_us: {
    title: "Verification is not possible right now",
    body: "Something is set up wrongly on our side. What you verified is not lost.",
    next: "Please try again shortly. If it goes on, tell customer support.",
  },
  provider_unavailable: {
    title: "The verification agency does not answer",
    body: "It may be a short interruption. What you have done so far is kept.",
    next: "Please press the button again in a moment.",
  },
  database_unavailable: {
    title: "We could not confirm that it was saved",
    body: "There is a short problem on our side.",
    next: "Please try again in a moment.",
  },
  unexpected: {
    title: "Something unexpected happened",
    body: "We have recorded it, so that we know.",
    next: "Please try again in a moment.",
  },
  guardian_required: {
    title: "A guardian's consent is needed",
    body: "Under 14, you may join only with the consent of your parent or legal guardian. Your own verification is done.",
    next: "Please send your guardian the link.",
  },
  guardian_under_age: {
    title: "Only an adult can consent",
    body: "A guardian has to be at least 19 years old. What you verified was not stored.",
    next: "Please have an adult guardian verify.",
  },
  guardian_same_person: {
    title: "This is the person who is joining",
    body: "The consent has to come from the guardian, not from the child. What you verified was not stored.",
    next: "Please verify again with the guardian's own phone.",
  },
  guardian_link_expired: {
    title: "This link no longer works",
    body: "It is older than 24 hours, was used already, or was replaced by a new one.",
    next: "Please make a new link on the child's screen.",
  },
  account_suspended: {
    title: "This account cannot be used right now",
    body: "The operator of this site has suspended this account.",
    next: "Please ask the operator why, and how to have it opened again.",
  },
  account_not_found: {
    title: "There is no account of yours",
    body: "We found no account of the person you have just proved to be. You have not joined yet, or you have left. What you verified was not stored.",
    next: "If you are new here, please join first.",
  },
  recovery_frozen: {
    title: "Getting back in is locked for now",
    body: "Somebody who reads the account's e-mail pressed “This was not me”, so we locked it to keep you safe. A password or passkey that you know still works.",
    next: "Please try again on that day, or contact customer support.",
  },
  recovery_waits: {
    title: "The password cannot be changed yet",
    body: "This account has a passkey. Confirm with it, or wait 24 hours.",
    next: "Please choose a way on this page.",
  },
  reverification_due: {
    title: "It is time to verify again",
    body: "Your last verification is old, or has to be checked again. Verify once more to go on using your account.",
    next: "Verify again, or take your data along, or leave.",
  },
  not_same_person: {
    title: "This account is not that person's",
    body: "The person who was verified is not the one who joined with this account. The account is unchanged, and what was verified was not stored.",
    next: "Please verify with a phone in the name of the account's owner.",
  },
  link_over: {
    title: "This link no longer works",
    body: "Its time is over, it was used, or a newer one was sent. If you pressed it before, there is nothing to do.",
    next: "Log in, and ask for another mail in your account.",
  },
  form_outdated: {
    title: "This page has changed",
    body: "The service was updated after you opened this page, so what you just pressed did not reach us.",
    next: "Please do it again on the fresh page below.",
  },
  consent_outdated: {
    title: "Please look at the texts again",
    body: "They were updated, or the language was changed, after you opened the page. No consent has been recorded yet.",
    next: "Please read them below and agree again.",
  },
  consent_required: {
    title: "Your consent is needed",
    body: "You can join only with the required consents.",
    next: "Please read and agree.",
  },
  invalid_email: {
    title: "Check the e-mail address",
    body: "That is not an e-mail address.",
    next: "Enter it like name@example.com.",
  },
  password_too_short: {
    title: "The password is short",
    body: "It has fewer than 8 characters.",
    next: "Use 8 characters or more.",
  },
  password_too_long: {
    title: "The password is too long",
    body: "It may have up to 128 characters.",
    next: "Please shorten it.",
  },
  password_too_common: {
    title: "That password is too common",
    body: "It is among the first that anybody would try.",
    next: "Several words in a row are safe and easy to remember.",
  },
  password_contains_email: {
    title: "The password contains your e-mail",
    body: "A password with your e-mail address in it is easy to guess.",
    next: "Use one that differs from your e-mail.",
  },
  password_personal: {
    title: "People who know you could guess it",
    body: "It is made of your name, birthday, phone, e-mail or the name of this service.",
    next: "Use several words in a row that have nothing to do with you.",
  },
  password_date: {
    title: "The password is a date",
    body: "There are few dates, so it is soon guessed.",
    next: "Use several words in a row that are no date.",
  },
  password_digits: {
    title: "The password is a number",
    body: "Numbers such as phone numbers are tried first.",
    next: "Use several words in a row instead.",
  },
  password_pattern: {
    title: "The password follows a pattern",
    body: "Repeated letters, letters in order and neighbours on the keyboard are soon guessed.",
    next: "Use several unrelated words in a row.",
  },
  password_guessable: {
    title: "The password is easy to guess",
    body: "It is made of one or two common words or names.",
    next: "Add more words.",
  },
  invalid_credentials: {
    title: "We could not log you in",
    body: "The e-mail or the password is not right.",
    next: "Please check both and try again.",
  },
  wrong_password: {
    title: "That password is not right",
    body: "That password is not right.",
    next: "Please check capitals and Caps Lock, and type it again.",
  },
  passkey_refused: {
    title: "We could not confirm the passkey",
    body: "It is not one of this account, or the time for it was over.",
    next: "Please try again, or use your password.",
  },
  passkey_not_added: {
    title: "The passkey was not added",
    body: "We could not confirm the passkey that your device made.",
    next: "Please try again, or use another device.",
  },
  passkey_limit: {
    title: "No more passkeys can be added",
    body: "You may have up to 10.",
    next: "Please remove one that you do not use first.",
  },
  last_way_in: {
    title: "This is your last passkey",
    body: "We have to know that you can log in without it.",
    next: "Please type the password you use now. If you do not know it, set a new one by finding your account.",
  },
  authentication_needed: {
    title: "Please confirm that it is you",
    body: "It has been a while since you logged in, so we have to make sure that it is you.",
    next: "What you entered is still there. Please type your password and press again.",
  },
  // Administration
  administrator_needed: {
    title: "For administrators only",
    body: "Your login has ended, you do not administer, or administrators may not connect from here.",
    next: "Log in as an administrator again.",
  },
  role_needed: {
    title: "Your role does not allow this",
    body: "This takes more rights than you have.",
    next: "Ask an owner to change your role.",
  },
  second_factor_needed: {
    title: "Please confirm that it is you",
    body: "This is a sensitive step.",
    next: "What you entered is still there. Fill in the confirmation and press again.",
  },
  wrong_code: {
    title: "That code is not right",
    body: "It is wrong, over, or was used already.",
    next: "Enter the code that your app shows now.",
  },
  set_up_over: {
    title: "The time to set it up is over",
    body: "It was not finished within ten minutes, so the code to scan and the recovery codes are void.",
    next: "Please begin again.",
  },
  search_too_wide: {
    title: "This cannot be searched for",
    body: "Only exact values can be found: a whole name, a whole phone number, or its last four digits with the birth year (5678 1990).",
    next: "Correct it and search again.",
  },
  nobody_found: {
    title: "Nobody found",
    body: "None of the present members has this value.",
    next: "Try another value.",
  },
  reason_needed: {
    title: "A reason and a note are needed",
    body: "Choose why, and say so in a line. It is recorded.",
    next: "Fill in both and press again.",
  },
  account_changed: {
    title: "The account has changed",
    body: "After you opened this page, another administrator or the member changed the account, so nothing was done.",
    next: "See in the records below what has changed, and decide again.",
  },
  account_gone: {
    title: "There is no such account",
    body: "Its member left, or it was closed.",
    next: "Find it in the list again.",
  },
  list_address_unknown: {
    title: "This address shows no list",
    body: "It is mistyped.",
    next: "Begin at the first page.",
  },
  last_owner: {
    title: "This is the last owner",
    body: "There has to be at least one.",
    next: "Make somebody else an owner first.",
  },
} as const satisfies CodeMessages;
