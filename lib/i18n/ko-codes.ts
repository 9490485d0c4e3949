import type { CodeMessages } from "./code-messages";

export const koCodes = {
  invalid_request: {
    title: "요청을 이해하지 못했어요",
    body: "주소나 내용이 올바르지 않아요.",
    next: "본인인증을 처음부터 다시 해 주세요.",
  },
  attempt_missing: {
    title: "진행하던 본인인증을 찾지 못했어요",
    body: "다른 브라우저에서 시작했거나 쿠키가 지워졌어요.",
    next: "이 화면에서 다시 시작해 주세요.",
  },
  forbidden_origin: {
    title: "다른 사이트에서 온 요청이에요",
    body: "안전을 위해 받지 않았어요.",
    next: "이 사이트에서 직접 다시 시도해 주세요.",
  },
  under_age: {
    title: "아직 가입할 수 있는 나이가 아니에요",
    body: "확인된 생년월일로는 가입 나이 기준에 맞지 않아요. 인증한 정보는 저장하지 않았어요.",
    next: "기준이 되는 날 다시 찾아와 주세요.",
  },
  no_ci: {
    title: "이 인증 방법으로는 가입할 수 없어요",
    body: "선택한 인증 방법에는 본인을 구별하는 정보가 들어 있지 않아요. 인증한 정보는 저장하지 않았어요.",
    next: "휴대폰(통신사) 인증처럼 다른 방법으로 다시 인증해 주세요.",
  },
  verification_unknown: {
    title: "인증 결과를 찾지 못했어요",
    body: "이 화면에서 진행한 인증이 아니에요.",
    next: "이 화면에서 본인인증을 다시 해 주세요.",
  },
  verification_used: {
    title: "이미 사용한 인증이에요",
    body: "같은 인증 결과는 한 번만 쓸 수 있어요.",
    next: "본인인증을 새로 해 주세요.",
  },
  already_joined: {
    title: "이미 가입하셨어요",
    body: "한 사람은 하나의 계정만 만들 수 있어요. 전화번호가 바뀌어도 같아요.",
    next: "가지고 있는 계정으로 로그인해 주세요.",
  },
  rejoin_cooldown: {
    title: "아직 다시 가입할 수 없어요",
    body: "탈퇴한 뒤 일정 기간이 지나야 다시 가입할 수 있어요.",
    next: "기간이 지난 뒤 다시 시도해 주세요.",
  },
  attempt_expired: {
    title: "시간이 지났어요",
    body: "안전을 위해 정해진 시간 안에 마쳐야 해요.",
    next: "다시 시작해 주세요. 금방 끝나요.",
  },
  verification_unfinished: {
    title: "본인인증이 끝나지 않았어요",
    body: "인증 창에서 마지막 단계까지 진행되지 않았어요.",
    next: "본인인증을 다시 눌러 끝까지 진행해 주세요.",
  },
  verification_stale: {
    title: "너무 오래된 인증이에요",
    body: "10분 안에 한 인증만 쓸 수 있어요.",
    next: "다시 시작해서 본인인증을 새로 해 주세요.",
  },
  verification_cancelled: {
    title: "본인인증을 취소했어요",
    body: "인증 창이 닫혔거나 취소되었어요. 지금까지 한 내용은 그대로예요.",
    next: "준비되면 본인인증을 다시 눌러 주세요.",
  },
  verification_failed: {
    title: "본인인증에 실패했어요",
    body: "인증 기관에서 확인하지 못했어요. 지금까지 한 내용은 그대로예요.",
    next: "입력한 정보를 확인하고 다시 시도하거나 다른 인증 방법을 골라 주세요.",
  },
  verification_test_channel: {
    title: "테스트용 인증은 쓸 수 없어요",
    body: "실제 인증이 아니라 시험용으로 진행된 인증이에요.",
    next: "다시 시작해 주세요. 계속되면 고객센터에 알려 주세요.",
  },
  rate_limited: {
    title: "시도가 너무 많았어요",
    body: "안전을 위해 잠시 멈췄어요.",
    next: "조금 뒤에 다시 시도해 주세요.",
  },
  provider_rejected_us: {
    title: "지금은 본인인증을 할 수 없어요",
    body: "저희 쪽 설정에 문제가 있어요. 인증한 내용은 사라지지 않아요.",
    next: "잠시 뒤 다시 시도해 주세요. 계속되면 고객센터에 알려 주세요.",
  },
  provider_unavailable: {
    title: "인증 기관이 응답하지 않아요",
    body: "잠깐의 문제일 수 있어요. 지금까지 한 내용은 그대로예요.",
    next: "잠시 뒤 본인인증을 다시 눌러 주세요.",
  },
  database_unavailable: {
    title: "저장됐는지 확인하지 못했어요",
    body: "저희 쪽에 잠깐 문제가 생겼어요.",
    next: "잠시 뒤 다시 시도해 주세요.",
  },
  unexpected: {
    title: "예상하지 못한 문제가 생겼어요",
    body: "저희가 바로 알 수 있게 기록했어요.",
    next: "잠시 뒤 다시 시도해 주세요.",
  },
  guardian_required: {
    title: "보호자의 동의가 필요해요",
    body: "만 14세 미만은 보호자(법정대리인)가 동의해야 가입할 수 있어요. 본인인증은 잘 끝났어요.",
    next: "보호자에게 링크를 보내 동의를 받아 주세요.",
  },
  guardian_under_age: {
    title: "성인만 동의할 수 있어요",
    body: "만 19세 이상인 보호자(법정대리인)만 동의할 수 있어요. 인증한 정보는 저장하지 않았어요.",
    next: "성인인 보호자가 다시 인증해 주세요.",
  },
  guardian_same_person: {
    title: "가입하는 사람과 같은 사람이에요",
    body: "동의는 자녀가 아닌 보호자가 해야 해요. 인증한 정보는 저장하지 않았어요.",
    next: "보호자 본인의 휴대폰으로 다시 인증해 주세요.",
  },
  guardian_link_expired: {
    title: "이 링크는 더 이상 쓸 수 없어요",
    body: "24시간이 지났거나, 이미 동의했거나, 새 링크가 만들어졌어요.",
    next: "가입하는 자녀의 화면에서 링크를 새로 만들어 주세요.",
  },
  account_suspended: {
    title: "지금은 이 계정을 쓸 수 없어요",
    body: "운영자가 이 계정의 이용을 잠시 막아 두었어요.",
    next: "이유와 푸는 방법은 운영자에게 물어봐 주세요.",
  },
  account_not_found: {
    title: "가입한 계정이 없어요",
    body: "방금 본인인증한 분의 계정을 찾지 못했어요. 아직 가입하지 않았거나 이미 탈퇴하셨어요. 인증한 정보는 저장하지 않았어요.",
    next: "처음이라면 가입부터 해 주세요.",
  },
  recovery_frozen: {
    title: "지금은 계정을 찾을 수 없게 잠겨 있어요",
    body: "이메일을 받은 분이 ‘제가 한 일이 아니에요’를 눌러서 안전을 위해 잠갔어요. 알고 있는 비밀번호나 패스키로는 로그인할 수 있어요.",
    next: "그날 다시 시도하거나 고객센터에 문의해 주세요.",
  },
  recovery_waits: {
    title: "아직 비밀번호를 바꿀 수 없어요",
    body: "이 계정에는 패스키가 있어요. 패스키로 확인하거나 24시간을 기다려야 해요.",
    next: "이 화면에서 방법을 골라 주세요.",
  },
  not_same_person: {
    title: "이 계정의 주인이 아니에요",
    body: "본인인증한 분이 이 계정에 가입한 분과 달라요. 계정은 그대로이고, 인증한 정보는 저장하지 않았어요.",
    next: "계정 주인의 이름으로 된 휴대폰으로 다시 인증해 주세요.",
  },
  form_outdated: {
    title: "화면이 바뀌었어요",
    body: "이 화면을 연 뒤에 서비스가 새로워져서, 방금 누른 내용은 전달되지 않았어요.",
    next: "새로 열린 이 화면에서 다시 해 주세요.",
  },
  consent_outdated: {
    title: "동의할 내용을 다시 보여 드려요",
    body: "화면을 연 뒤에 약관이 새로워졌거나 언어가 바뀌었어요. 동의는 아직 기록하지 않았어요.",
    next: "아래 내용을 확인하고 다시 동의해 주세요.",
  },
  consent_required: {
    title: "동의가 필요해요",
    body: "필수 항목에 동의해야 가입할 수 있어요.",
    next: "내용을 확인하고 동의해 주세요.",
  },
  invalid_email: {
    title: "이메일 주소를 확인해 주세요",
    body: "이메일 형식이 아니에요.",
    next: "name@example.com 처럼 입력해 주세요.",
  },
  password_too_short: {
    title: "비밀번호가 짧아요",
    body: "8자보다 짧아요.",
    next: "8자 이상 입력해 주세요.",
  },
  password_too_long: {
    title: "비밀번호가 너무 길어요",
    body: "128자까지 쓸 수 있어요.",
    next: "조금 줄여 주세요.",
  },
  password_too_common: {
    title: "너무 흔한 비밀번호예요",
    body: "누구나 먼저 떠올리는 비밀번호예요.",
    next: "여러 단어를 이어 붙이면 안전하고 외우기 쉬워요.",
  },
  password_contains_email: {
    title: "비밀번호에 이메일이 들어 있어요",
    body: "이메일 주소가 들어간 비밀번호는 쉽게 알아낼 수 있어요.",
    next: "이메일과 다른 비밀번호를 써 주세요.",
  },
  password_personal: {
    title: "나를 아는 사람이 맞힐 수 있어요",
    body: "이름, 생일, 전화번호나 이메일, 서비스 이름으로 된 비밀번호예요.",
    next: "나와 관계없는 단어를 여러 개 이어 붙여 주세요.",
  },
  password_date: {
    title: "날짜로 된 비밀번호예요",
    body: "날짜는 가짓수가 적어서 금방 맞힐 수 있어요.",
    next: "날짜와 관계없는 단어를 여러 개 이어 붙여 주세요.",
  },
  password_digits: {
    title: "번호로 된 비밀번호예요",
    body: "전화번호 같은 숫자는 먼저 시도해 보는 비밀번호예요.",
    next: "숫자 대신 단어를 여러 개 이어 붙여 주세요.",
  },
  password_pattern: {
    title: "규칙이 보이는 비밀번호예요",
    body: "같은 글자나 이어지는 글자, 자판에 나란히 있는 글자는 금방 맞힐 수 있어요.",
    next: "서로 관계없는 단어를 여러 개 이어 붙여 주세요.",
  },
  password_guessable: {
    title: "쉽게 맞힐 수 있는 비밀번호예요",
    body: "흔한 단어나 이름 한두 개로 되어 있어요.",
    next: "단어를 더 이어 붙여 주세요.",
  },
  invalid_credentials: {
    title: "로그인하지 못했어요",
    body: "이메일이나 비밀번호가 맞지 않아요.",
    next: "다시 확인하고 입력해 주세요.",
  },
  wrong_password: {
    title: "비밀번호가 맞지 않아요",
    body: "비밀번호가 맞지 않아요.",
    next: "대소문자와 Caps Lock을 확인하고 다시 적어 주세요.",
  },
  passkey_refused: {
    title: "패스키로 확인하지 못했어요",
    body: "이 계정에 없는 패스키이거나 확인할 시간이 지났어요.",
    next: "다시 시도하거나 비밀번호를 써 주세요.",
  },
  passkey_not_added: {
    title: "패스키를 추가하지 못했어요",
    body: "기기에서 만든 패스키를 확인하지 못했어요.",
    next: "다시 시도하거나 다른 기기를 써 주세요.",
  },
  passkey_limit: {
    title: "패스키를 더 추가할 수 없어요",
    body: "패스키는 10개까지 둘 수 있어요.",
    next: "쓰지 않는 패스키를 먼저 삭제해 주세요.",
  },
  last_way_in: {
    title: "마지막 패스키예요",
    body: "이 패스키가 없어도 로그인할 수 있는지 확인해야 해요.",
    next: "지금 쓰는 비밀번호를 적어 주세요. 모르면 계정 찾기로 새로 정할 수 있어요.",
  },
  authentication_needed: {
    title: "한 번 더 확인이 필요해요",
    body: "로그인한 지 오래되어 본인인지 다시 확인해야 해요.",
    next: "적은 내용은 그대로예요. 비밀번호를 적고 다시 눌러 주세요.",
  },
} as const satisfies CodeMessages;
