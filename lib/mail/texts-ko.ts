import type { MailTexts } from "@/lib/mail/mail-texts";

const notMe = "내가 아니에요";
const ifNotMe =
  "직접 하지 않았다면 아래 버튼을 눌러 주세요. 모든 기기에서 로그아웃하고 계정을 지켜 드려요.";
const breachRights =
  "손해를 입었다면 배상을 청구할 수 있고, 개인정보 분쟁조정위원회(1833-6972)에 조정을 신청할 수 있어요.";

export const koTexts: MailTexts = {
  address: "버튼이 눌리지 않으면 이 주소를 브라우저에 붙여 넣어 주세요.",
  reason: "{brand} 계정에 관한 안내라서 보냈어요. 이 메일에는 답장할 수 없어요.",
  unknown: "알 수 없음",
  advertising: {
    use: "광고를 위한 개인정보 이용",
    email: "이메일 광고",
    sms: "문자 광고",
    messenger: "메신저 광고",
    sms_night: "밤 시간 문자 광고",
    messenger_night: "밤 시간 메신저 광고",
  },
  decided: {
    given: "동의했어요: {what}",
    refused: "받지 않기로 했어요: {what}",
    withdrawn: "동의를 철회했어요: {what}",
  },
  notices: {
    confirm_email: {
      subject: "이메일 주소를 확인해 주세요",
      body: [
        "누군가 {brand} 계정에 이 이메일 주소를 입력했어요.",
        "내 주소가 맞다면 확인해 주세요.",
      ],
      button: "이메일 확인하기",
      after: [
        "24시간 동안 한 번만 쓸 수 있어요.",
        "{brand} 계정을 만들지 않았다면 이 메일은 무시해 주세요.",
      ],
    },
    email_changed: {
      subject: "계정의 이메일이 바뀌었어요",
      body: [
        "{brand} 계정의 이메일이 이 주소에서 다른 주소로 바뀌었어요. 앞으로 안내는 새 주소로 보내요.",
        "직접 바꾸지 않았다면 7일 안에 되돌려 주세요. 되돌리면 모든 기기에서 로그아웃되고, 지금 비밀번호는 쓸 수 없게 돼요. 비밀번호는 본인인증으로 새로 정할 수 있어요.",
      ],
      button: "이 주소로 되돌리기",
      after: ["직접 바꿨다면 아무것도 하지 않아도 돼요."],
    },
    address_used_by_another: {
      subject: "누군가 이 이메일 주소를 적었어요",
      body: [
        "누군가 {brand} 계정에 이 이메일 주소를 적었어요. 주소를 잘못 적었을 수 있어요.",
        "이 주소로 된 계정은 그대로 안전해요. 다른 사람은 확인할 수 없으니 아무것도 하지 않아도 돼요.",
      ],
    },
    joined_again: {
      subject: "이미 가입한 계정이 있어요",
      body: [
        "방금 본인인증으로 {brand}에 다시 가입하려는 시도가 있었어요. 한 사람은 하나의 계정만 만들 수 있어서 새 계정은 만들지 않았어요.",
        "직접 했다면 이 이메일로 로그인해 주세요.",
        "직접 하지 않았다면 다른 사람이 내 휴대전화나 인증서로 본인인증을 했을 수 있어요. 통신사나 인증 기관에 확인해 주세요.",
      ],
      button: "로그인하기",
    },
    password_changed: {
      subject: "비밀번호가 바뀌었어요",
      body: ["{brand} 계정의 비밀번호가 바뀌었어요.", ifNotMe],
      button: notMe,
    },
    recovered: {
      subject: "본인인증으로 비밀번호를 새로 정했어요",
      body: [
        "본인인증을 거쳐 {brand} 계정의 비밀번호가 새로 정해졌고, 다른 기기에서는 모두 로그아웃했어요.",
        ifNotMe,
      ],
      button: notMe,
    },
    recovery_waiting: {
      subject: "계정 찾기 요청이 대기하고 있어요",
      body: [
        "본인인증을 거쳐 {brand} 계정의 비밀번호를 새로 정하려는 요청이 있었어요. 안전을 위해 {when}까지 기다려요.",
        "직접 요청하지 않았다면 지금 취소해 주세요.",
      ],
      button: "요청 취소하기",
      after: ["직접 요청했다면 그때 다시 이어서 하면 돼요."],
    },
    passkey_added: {
      subject: "패스키가 추가됐어요",
      body: ["{brand} 계정에 새 패스키가 추가됐어요.", "패스키: {name}", ifNotMe],
      button: notMe,
    },
    passkey_removed: {
      subject: "패스키가 삭제됐어요",
      body: [
        "{brand} 계정에서 패스키가 삭제됐어요. 이제 이 패스키로는 로그인할 수 없어요.",
        "패스키: {name}",
        "직접 하지 않았다면 로그인해서 비밀번호를 바꿔 주세요.",
      ],
      button: "로그인하기",
    },
    new_device: {
      subject: "새 기기에서 로그인했어요",
      body: [
        "처음 보는 기기에서 {brand} 계정에 로그인했어요.",
        "기기: {device}\n네트워크: {network}",
        ifNotMe,
      ],
      button: notMe,
      after: ["직접 로그인했다면 아무것도 하지 않아도 돼요."],
    },
    reverification_due: {
      subject: "곧 본인인증을 다시 해야 해요",
      body: [
        "{brand} 계정은 {when}까지 본인인증을 다시 해야 해요. 그날이 지나면 로그인할 때 본인인증을 먼저 해야 해요.",
        "지금 미리 해 둘 수 있어요. 1분이면 끝나요.",
      ],
      button: "본인인증하기",
    },
    advertising_decided: {
      subject: "광고 수신 선택을 처리했어요",
      body: [
        "{when}에 {brand}에 알려 주신 광고 수신 선택을 다음과 같이 처리했어요.",
        "{given}",
        "{refused}",
        "{withdrawn}",
      ],
      button: "동의한 내용 보기",
      after: ["언제든 이 화면에서 바꿀 수 있어요."],
    },
    advertising_reminder: {
      subject: "광고 수신에 동의한 사실을 알려 드려요",
      body: [
        "{brand}의 광고를 받기로 동의하신 내용이에요. 법에 따라 2년마다 알려 드려요.",
        "{given}",
        "계속 받으려면 아무것도 하지 않아도 돼요. 그만 받으려면 아래 화면에서 동의를 철회해 주세요.",
      ],
      button: "동의한 내용 보기",
    },
    account_suspended: {
      subject: "계정이 정지되었어요",
      body: [
        "{brand} 계정이 정지되어 모든 기기에서 로그아웃했어요. 계정의 내용은 지우지 않았어요.",
        "잘못된 일이라고 생각하시면 {brand}에 문의해 주세요.",
      ],
    },
    account_restored: {
      subject: "계정을 다시 쓸 수 있어요",
      body: ["{brand} 계정의 정지가 풀렸어요. 다시 로그인할 수 있어요."],
      button: "로그인",
    },
    account_unlocked: {
      subject: "계정의 잠금이 풀렸어요",
      body: [
        "고객센터에서 {brand} 계정의 로그인과 계정 찾기에 걸린 제한을 풀었어요.",
        "요청하신 적이 없다면 {brand}에 문의해 주세요.",
      ],
      button: "로그인",
    },
    logins_ended_for_you: {
      subject: "모든 기기에서 로그아웃했어요",
      body: [
        "고객센터에서 {brand} 계정의 로그인을 모두 끝냈어요. 비밀번호는 그대로예요.",
        "요청하신 적이 없다면 {brand}에 문의해 주세요.",
      ],
      button: "로그인",
    },
    reverification_required: {
      subject: "본인인증을 다시 해 주세요",
      body: ["{brand} 계정을 계속 쓰려면 본인인증을 한 번 더 해 주세요. 1분이면 끝나요."],
      button: "본인인증하기",
    },
    administrator_reset: {
      subject: "관리자 로그인이 초기화되었어요",
      body: [
        "서버의 콘솔에서 {email} 관리자의 비밀번호를 새로 정하고 2단계 인증을 지웠어요.",
        "모르는 일이라면 바로 서버 담당자에게 확인하고, 그 관리자를 삭제해 주세요.",
      ],
      button: "관리자 보기",
    },
    administrator_invited: {
      subject: "관리자로 초대받았어요",
      body: [
        "{inviter} 님이 {brand} 관리자로 초대했어요. 3일 안에 아래 버튼을 눌러 비밀번호와 2단계 인증을 정해 주세요.",
        "모르는 일이라면 누르지 말고 이 메일을 지워 주세요.",
      ],
      button: "초대 보기",
    },
    breach_first: {
      subject: "개인정보 유출 안내",
      body: [
        "{brand}에서 보관하던 개인정보가 유출되었거나 유출되었을 수 있어 알려 드려요.",
        "유출된 항목: {items}",
        "언제, 어떻게: {happened}",
        "피해를 줄이려면: {protect}",
        "{brand}의 조치와 피해 구제 절차: {measures}",
        breachRights,
        "문의: {contact}",
      ],
    },
    breach_later: {
      subject: "개인정보 유출에 관해 더 알게 된 것",
      body: [
        "앞서 알려 드린 개인정보 유출에 관해 더 확인한 것을 알려 드려요.",
        "항목: {items}",
        "언제, 어떻게: {happened}",
        "피해를 줄이려면: {protect}",
        "{brand}의 조치와 피해 구제 절차: {measures}",
        breachRights,
        "문의: {contact}",
      ],
    },
    account_closed: {
      subject: "탈퇴를 마쳤어요",
      body: [
        "{brand}에서 탈퇴했어요. 계정과 개인정보는 모두 지웠어요.",
        "그동안 이용해 주셔서 고마워요.",
      ],
    },
  },
};
