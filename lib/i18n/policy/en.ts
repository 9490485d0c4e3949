/** The privacy policy (개인정보 보호법 §30), drawn from lib/compliance/inventory.ts, and the footer. */
export const enPolicy = {
  policy: {
    title: "Privacy policy",
    lead: "Under article 30 of the Personal Information Protection Act, {company} tells you here what personal data it handles, why and for how long.",
    effective: "In force from {date}.",
    consented: "1. Handled with your consent",
    consentedLead:
      "You agreed to this when you joined. The text you agreed to is a page of its own.",
    readConsent: "Read the consent to collection and use",
    optional: "2. Handled if you chose so",
    optionalLead: "You can join and use the service without agreeing to this.",
    unconsented: "3. Handled without consent",
    unconsentedLead:
      "Article 22(3) of the Personal Information Protection Act asks us to list this apart, with its legal ground.",
    why: "Why",
    period: "How long",
    ground: "Ground",
    thirdParties: "4. Third parties",
    thirdPartiesBody: "We give personal data to no other company, unless the law demands it.",
    processors: "5. Processors",
    processorIdentity:
      "PortOne (Korea PortOne Co., Ltd.) and the identity verification agency chosen there: identity verification. We send only the number of the verification and receive the result.",
    processorMail: "Whoever runs our mail server: sending e-mail",
    destruction: "6. Erasure",
    destructionBody:
      "We erase data once its purpose is met or its time is over. Every minute the server looks for what is past its time and deletes it from the database for good. What another law makes us keep is kept apart.",
    rights: "7. Your rights, and how to use them",
    rightsOwn:
      "See and download your data under “My data”; correct it by verifying again or changing your e-mail; erase it by deleting your account; withdraw consents under “What you agreed to”.",
    rightsAsk:
      "You may also ask for access, correction, erasure or a stop at the contact below. We answer within 10 days. Somebody with your power of attorney may ask for you.",
    rightsGuardian:
      "The legal guardian of a child under 14 has the same rights over the child's data and may withdraw consent.",
    safety: "8. How it is kept safe",
    safetyPoints: {
      sealed:
        "Name, date of birth, phone number and connecting information are stored encrypted, and travel encrypted.",
      passwords: "Of passwords we keep only a value that cannot be turned back.",
      access:
        "Few people may look, and who looked and when is recorded so that it cannot be changed.",
      masked: "Pages hide parts of personal data unless you ask for it.",
    },
    cookies: "9. Cookies",
    cookiesBody:
      "Encrypted cookies hold your login, a sign-up under way and a value that recognises this browser; a cookie holds your language. We use none for advertising or analysis. You can block cookies in your browser; you cannot sign up or log in then.",
    officer: "10. Privacy officer and contact",
    officerName: "Privacy officer",
    relief: "11. If your rights are violated",
    reliefBody:
      "You can turn to the Personal Information Dispute Mediation Committee (1833-6972) or the Personal Information Infringement Report Center (118).",
    history: "12. Changes",
    historyBody: "Every version of the consent to collection and use.",
    current: "now",
  },
  inventory: {
    items: {
      person: "Name, date of birth, gender, nationality status, mobile number, carrier",
      identifiers: "Connecting information (CI)",
      identifiersWithDi: "Connecting information (CI), duplicate-joining information (DI)",
      credentials: "E-mail address, password in a form that cannot be read back",
      logins:
        "When and how you logged in, name of device and browser, first part of the network address",
      browsers: "A value that recognises browsers you have logged in with",
      attempts: "The verification result of somebody who has not finished joining",
      departures: "A value that recognises somebody who left and does not tell who it is",
      guardians:
        "Name, date of birth and mobile number of a guardian (where somebody under 14 joins)",
      advertising: "E-mail address, mobile number, the ways in which you want advertising",
      passkeys: "Public key and name of your passkeys",
      consents: "Version and language of the texts you agreed to, when you agreed or withdrew",
      events: "What happened to your account and when (by number, without name or contact)",
      mails: "The content of notices we e-mailed, and that we sent them",
      limits: "How often something was tried (addresses and e-mails only as unreadable values)",
    },
    purposes: {
      person: "To confirm who you are and how old you are",
      identifiers: "Joining, one account a person, finding your account, verifying again",
      credentials: "Logging in, telling you what happens to your account",
      logins: "Keeping your logins safe",
      browsers: "Telling you of a login on a new device",
      attempts: "To go on with joining",
      departures: "To keep people from joining again too soon",
      guardians: "To show that the guardian agreed",
      advertising: "To send advertising about news and offers",
      passkeys: "Logging in without a password",
      consents: "To show that you agreed",
      events: "Keeping and reviewing access records",
      mails: "To make sure that notices arrive",
      limits: "To stop attacks",
    },
    periods: {
      account: "Until you leave. Then it is erased at once.",
      logins: "{days, plural, one {# day} other {# days}}; erased at once when you log out",
      browsers: "{days, plural, one {# day} other {# days}} from its last use",
      attempts:
        "{minutes, number} minutes; {hours, number} hours while waiting for a guardian's consent",
      departures: "{days, plural, one {# day} other {# days}} from the day you left",
      withdrawal: "Until you withdraw or leave",
      events: "1 year or more, also after you left",
      mails:
        "The content {days, plural, one {# day} other {# days}} after it was sent ({failed, plural, one {# day} other {# days}} if it could not be), the fact {rows, plural, one {# day} other {# days}}",
      limits: "Until the limit is lifted",
    },
    grounds: {
      consent: "Consent (PIPA art. 15(1)1)",
      optional: "Optional consent (PIPA art. 22, Network Act art. 50)",
      contract: "Performance of the contract (PIPA art. 15(1)4)",
      law: "Legal duty (PIPA art. 15(1)2)",
      interest: "Legitimate interest (PIPA art. 15(1)6)",
    },
  },
  footer: {
    terms: "Terms",
    policy: "Privacy policy",
    representative: "Representative {name}",
    registration: "Business registration {number}",
    officer: "Privacy officer {name}",
    support: "Support",
  },
};
