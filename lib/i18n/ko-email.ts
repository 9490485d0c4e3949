/** The page of the e-mail, and the pages of links in mails. */
export const koEmail = {
  emailPage: {
    title: "이메일",
    lead: "로그인할 때 쓰고, 계정에 중요한 일이 생기면 이 주소로 알려 드려요.",
    now: "지금 주소",
    confirmed: "확인했어요",
    unconfirmed: "아직 확인 전이에요",
    unconfirmedTitle: "메일함을 확인해 주세요",
    unconfirmedBody:
      "{email} 주소로 확인 메일을 보냈어요. 24시간 안에 메일의 버튼을 눌러 주세요. 메일이 없으면 스팸함도 봐 주세요.",
    pendingTitle: "새 주소를 확인하고 있어요",
    pendingBody:
      "{email} 주소로 확인 메일을 보냈어요. 메일의 버튼을 누르면 그때 바뀌어요. 그때까지는 지금 주소를 그대로 써요.",
    again: "메일 다시 보내기",
    sentAgain: "메일을 다시 보냈어요.",
    changeTitle: "다른 주소로 바꾸기",
    correctTitle: "주소를 잘못 적었나요?",
    changeHint:
      "새 주소로 확인 메일을 보내요. 확인하면 바뀌고, 지금 주소에는 7일 동안 되돌릴 수 있는 링크를 보내요.",
    correctHint: "바로 바꾸고 새 주소로 확인 메일을 보내요.",
    newEmail: "새 이메일",
    submit: "바꾸기",
  },
  link: {
    confirmTitle: "이메일을 확인할까요?",
    confirmLead: "{email} 주소가 내 주소가 맞다면 눌러 주세요.",
    changeTitle: "이메일을 바꿀까요?",
    changeLead: "누르면 계정의 이메일이 {email} 주소로 바뀌어요.",
    changePoint: "전에 쓰던 주소에는 7일 동안 되돌릴 수 있는 링크를 보내요",
    confirmSubmit: "이메일 확인하기",
    confirmNotMine: "내 계정이 아니라면 누르지 말고 이 창을 닫아 주세요.",
    confirmDoneTitle: "이메일을 확인했어요",
    confirmDoneLead: "이제 이 주소로 로그인하고 안내를 받아요.",
    revertTitle: "이전 이메일로 되돌릴까요?",
    revertLead: "누르면 계정의 이메일이 {email} 주소로 되돌아가요.",
    revertSubmit: "되돌리기",
    revertDoneTitle: "이전 이메일로 되돌렸어요",
    revertDoneLead:
      "모든 기기에서 로그아웃했어요. 이메일을 바꾼 사람이 비밀번호를 알고 있을 수 있어서 비밀번호도 쓸 수 없게 했어요. 본인인증으로 새로 정해 주세요. 전부터 쓰던 패스키로는 로그인할 수 있어요.",
    notMeTitle: "본인이 한 일이 아닌가요?",
    notMeLead: "누르면 다른 사람이 계정을 쓰지 못하게 바로 막아요.",
    notMePointLogins: "모든 기기에서 로그아웃해요",
    notMePointPassword: "지금 비밀번호는 더 이상 쓸 수 없어요",
    notMePointPasskeys: "최근 7일 안에 추가된 패스키를 지워요",
    notMePointBack: "본인인증으로 비밀번호를 새로 정할 수 있어요",
    notMePointFrozen: "본인인증으로 계정을 찾는 길을 7일 동안 닫아요",
    notMeSubmit: "제가 한 일이 아니에요",
    notMeDoneTitle: "계정을 지켰어요",
    notMeDoneLead:
      "모든 기기에서 로그아웃했고 비밀번호를 쓸 수 없게 했어요. 본인인증으로 새 비밀번호를 정해 주세요.",
    notMeFrozenLead:
      "모든 기기에서 로그아웃했고 비밀번호를 쓸 수 없게 했어요. 휴대전화 번호를 다른 사람이 쓰고 있을 수 있어서 계정 찾기는 7일 동안 닫았어요. 그동안 통신사에 확인해 주세요. 전부터 쓰던 패스키로는 로그인할 수 있어요.",
    cancelTitle: "계정 찾기를 취소할까요?",
    cancelLead: "본인인증으로 새 비밀번호를 정하려는 요청이 기다리고 있어요.",
    cancelPointEnds: "기다리던 요청을 끝내요. 비밀번호는 그대로예요",
    cancelSubmit: "요청 취소하기",
    cancelDoneTitle: "요청을 취소했어요",
    cancelDoneLead:
      "비밀번호는 그대로예요. 계정 찾기는 7일 동안 닫았어요. 직접 요청하지 않았다면 통신사에 휴대전화 명의를 확인해 주세요.",
    newPassword: "비밀번호 새로 정하기",
    goOn: "내 계정으로 가기",
  },
} as const;
