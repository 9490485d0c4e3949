import type { CodeMessages } from "./code-messages";

export const enCodes = {
  invalid_request: {
    title: "We couldn’t understand that",
    body: "Something about the address or its content isn’t right.",
    next: "Please start again.",
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
    title: "You can’t sign up yet",
    body: "You’re not yet old enough to sign up, by your verified date of birth. What you verified was not stored.",
    next: "Please come back on the day you are old enough.",
  },
  no_ci: {
    title: "You can’t sign up with this way of verifying",
    body: "It doesn’t include what tells one person from another. What you verified was not stored.",
    next: "Please verify again another way, such as with your mobile phone carrier.",
  },
  verification_unknown: {
    title: "We could not find that verification",
    body: "It wasn’t started from this page.",
    next: "Please verify your identity again from this page.",
  },
  verification_used: {
    title: "That verification was used already",
    body: "Each one can be used only once.",
    next: "Please verify your identity again.",
  },
  already_joined: {
    title: "You already have an account",
    body: "Each person can have one account, even with a new phone number.",
    next: "Please log in to the account you have.",
  },
  rejoin_cooldown: {
    title: "You can’t sign up again yet",
    body: "After deleting an account, some time has to pass before you can sign up again.",
    next: "Please try again once that time is over.",
  },
  attempt_expired: {
    title: "Time is up",
    body: "For your safety, this has to be finished within a set time.",
    next: "Please start again. It only takes a moment.",
  },
  verification_unfinished: {
    title: "Verification isn’t finished",
    body: "The last step in the verification window was not reached.",
    next: "Please press the button again and follow it to the end.",
  },
  verification_stale: {
    title: "That verification is too old",
    body: "Only one made within the last 10 minutes counts.",
    next: "Please start again and verify once more.",
  },
  verification_cancelled: {
    title: "Verification was cancelled",
    body: "The verification window was closed. What you’ve done so far is kept.",
    next: "Press the button again when you’re ready. If the window mentioned an age limit, choose another way to verify.",
  },
  verification_failed: {
    title: "Verification failed",
    body: "The verification agency couldn’t confirm your identity. What you’ve done so far is kept.",
    next: "Check what you entered and try again, or choose another way of verifying.",
  },
  verification_age_limit: {
    title: "The verification window has an age limit",
    body: "The way of verifying you chose stopped because of your age. What you’ve done so far is kept.",
    next: "Please choose another way and verify again.",
  },
  verification_test_channel: {
    title: "Test verifications don’t count",
    body: "This was made on a test channel and isn’t real.",
    next: "Please start again. If it happens again, tell customer support.",
  },
  rate_limited: {
    title: "Too many tries",
    body: "We’ve paused this for your safety.",
    next: "Please try again a little later.",
  },
  provider_rejected_us: {
    title: "Verification isn’t available right now",
    body: "Something is set up wrongly on our side. What you verified is not lost.",
    next: "Please try again shortly. If it keeps happening, tell customer support.",
  },
  provider_unavailable: {
    title: "The verification agency isn’t responding",
    body: "It may be a brief interruption. What you’ve done so far is kept.",
    next: "Please press the button again in a moment.",
  },
  database_unavailable: {
    title: "We couldn’t confirm that it was saved",
    body: "There’s a brief problem on our side.",
    next: "Please try again in a moment.",
  },
  unexpected: {
    title: "Something unexpected happened",
    body: "We couldn’t confirm whether it went through. The problem has been recorded.",
    next: "Please try again in a moment.",
  },
  guardian_required: {
    title: "A guardian’s consent is needed",
    body: "If you’re under 14, you need the consent of a parent or legal guardian. Your own verification is done.",
    next: "Please send your guardian the link.",
  },
  guardian_under_age: {
    title: "Only an adult can consent",
    body: "A guardian must be at least 19 years old. What you verified was not stored.",
    next: "Please have an adult guardian verify.",
  },
  guardian_same_person: {
    title: "This is the person who is signing up",
    body: "The consent has to come from the guardian, not from the child. What you verified was not stored.",
    next: "Please verify again with the guardian’s own phone.",
  },
  guardian_link_expired: {
    title: "This link no longer works",
    body: "It is older than 24 hours, was used already, or was replaced by a new one.",
    next: "Please make a new link on the child’s screen.",
  },
  account_suspended: {
    title: "This account can’t be used right now",
    body: "The operator of this site has suspended this account.",
    next: "Please contact the operator to find out why and how to reopen it.",
  },
  account_not_found: {
    title: "We found no account in your name",
    body: "There’s no account for the person you’ve just verified as. You haven’t signed up yet, or you’ve deleted your account. What you verified was not stored.",
    next: "If you’re new here, please sign up first.",
  },
  recovery_frozen: {
    title: "Finding your account is locked for now",
    body: "Somebody who reads the account’s e-mail pressed “This was not me”, so we locked it for your safety. Your password or passkey still works.",
    next: "Please try again once it is unlocked, or contact customer support.",
  },
  recovery_waits: {
    title: "The password can’t be changed yet",
    body: "This account has a passkey. Confirm with it, or wait 24 hours.",
    next: "Please choose a way on this page.",
  },
  consent_due: {
    title: "We need your consent again",
    body: "A text that you agreed to was updated. Agree to it to go on using your account.",
    next: "Read the new text and agree, or take your data along, or delete your account.",
  },
  reverification_due: {
    title: "It is time to verify again",
    body: "Your last verification was a long time ago, or has to be checked again.",
    next: "Verify again to keep using your account. You can also download your data or delete the account.",
  },
  not_same_person: {
    title: "This isn’t that person’s account",
    body: "The person who was verified isn’t this account’s owner. The account is unchanged, and what was verified was not stored.",
    next: "Please verify with a phone in the name of the account’s owner.",
  },
  link_over: {
    title: "This link no longer works",
    body: "It has expired or was already used. If you were sent a newer one, open that.",
    next: "You can request another e-mail from your account.",
  },
  form_outdated: {
    title: "This page has changed",
    body: "The service was updated after you opened this page, so what you just sent didn’t reach us.",
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
  form_repeated: {
    title: "We already have that",
    body: "What you just sent is being processed.",
    next: "Please reload the page in a moment.",
  },
  form_of_another: {
    title: "Someone else is logged in now",
    body: "Another member logged in after you opened this page. What you just sent was not processed, and nothing has changed.",
    next: "Below is the page of whoever is logged in now. If the account is yours, check what you entered and send it again. If not, please log out.",
  },
  form_of_another_administrator: {
    title: "Another administrator is logged in now",
    body: "Another administrator logged in with this browser after you opened this page. What you just sent was not processed, and nothing has changed.",
    next: "If the administrator named above is you, check what you entered and send it again. If not, please log out.",
  },
  email_missing: {
    title: "Enter your e-mail",
    body: "Enter your e-mail.",
    next: "It is the address you log in with.",
  },
  password_missing: {
    title: "Enter a password",
    body: "Enter a password.",
    next: "8 characters or more will do.",
  },
  invalid_email: {
    title: "Check the e-mail address",
    body: "That isn’t an e-mail address.",
    next: "Enter it like name@example.com.",
  },
  password_too_short: {
    title: "The password is too short",
    body: "It has fewer than 8 characters.",
    next: "Use 8 characters or more.",
  },
  password_too_long: {
    title: "The password is too long",
    body: "It can have up to 128 characters.",
    next: "Please shorten it.",
  },
  password_too_common: {
    title: "That password is too common",
    body: "It’s among the first anyone would try.",
    next: "Several words in a row are safe and easy to remember.",
  },
  password_contains_email: {
    title: "The password contains your e-mail",
    body: "A password with your e-mail address in it is easy to guess.",
    next: "Use one that isn’t like your e-mail.",
  },
  password_personal: {
    title: "People who know you could guess it",
    body: "It is made of your name, birthday, phone, e-mail or the name of this service.",
    next: "Use several words in a row that have nothing to do with you.",
  },
  password_date: {
    title: "The password is a date",
    body: "There are few dates, so it’s quickly guessed.",
    next: "Use several words in a row instead.",
  },
  password_digits: {
    title: "The password is a number",
    body: "Numbers such as phone numbers are tried first.",
    next: "Use several words in a row instead.",
  },
  password_pattern: {
    title: "The password follows a pattern",
    body: "Repeated letters, letters in order and neighbours on the keyboard are quickly guessed.",
    next: "Use several unrelated words in a row.",
  },
  password_guessable: {
    title: "The password is easy to guess",
    body: "It is made of one or two common words or names.",
    next: "Add more words.",
  },
  invalid_credentials: {
    title: "We couldn’t log you in",
    body: "The e-mail or password isn’t right.",
    next: "Please check both and try again.",
  },
  wrong_password: {
    title: "That password isn’t right",
    body: "That password isn’t right.",
    next: "Check your capitals and Caps Lock, and type it again.",
  },
  passkey_refused: {
    title: "We couldn’t confirm the passkey",
    body: "It doesn’t belong to this account, or it took too long.",
    next: "Please try again, or confirm in another way.",
  },
  passkey_not_added: {
    title: "The passkey was not added",
    body: "We couldn’t confirm the passkey that your device made.",
    next: "Please try again, or use another device.",
  },
  passkey_limit: {
    title: "You can’t add more passkeys",
    body: "You can have up to 10.",
    next: "Please first remove one you don’t use.",
  },
  last_way_in: {
    title: "This is your last passkey",
    body: "We have to be sure that you can log in without it.",
    next: "Enter your current password. If you don’t know it, you can set a new one by finding your account.",
  },
  authentication_needed: {
    title: "Please confirm that it’s you",
    body: "It’s been a while since you logged in, so we need to make sure it’s you.",
    next: "What you entered is still there. Enter your password and try again.",
  },
  // Administration
  administrator_needed: {
    title: "For administrators only",
    body: "Your login has ended, you aren’t an administrator, or administrators can’t connect from here.",
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
    body: "It’s wrong, has expired, or was already used.",
    next: "Enter the code that your app shows now, or a recovery code that you haven’t used.",
  },
  set_up_over: {
    title: "Setup timed out",
    body: "It wasn’t finished within ten minutes, so the QR code and the recovery codes are void.",
    next: "Please begin again.",
  },
  search_too_wide: {
    title: "This cannot be searched for",
    body: "Only exact values can be found: a whole name, a whole phone number, or its last four digits with the birth year (5678 1990).",
    next: "Correct it and search again.",
  },
  nobody_found: {
    title: "Nobody found",
    body: "No current member has this value.",
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
    body: "The member left, or the account was closed.",
    next: "Find it in the list again.",
  },
  list_address_unknown: {
    title: "This can’t be shown",
    body: "Something in the address or the conditions isn’t right.",
    next: "Start from the first page.",
  },
  last_owner: {
    title: "This is the last owner",
    body: "There has to be at least one.",
    next: "Make somebody else an owner first.",
  },
  administrator_changed: {
    title: "This administrator has changed meanwhile",
    body: "Another owner changed or removed them after you opened this page, so nothing was done.",
    next: "Look at the role as it is now, and decide again.",
  },
  administrator_exists: {
    title: "Already an administrator",
    body: "An administrator has this e-mail already.",
    next: "Change their role in the list above.",
  },
  last_factor: {
    title: "Your only second factor",
    body: "You need at least one.",
    next: "Set up an authenticator app or another passkey first.",
  },
} as const satisfies CodeMessages;
