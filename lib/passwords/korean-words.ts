import { keysOf, romanOf } from "@/lib/passwords/hangul";

/** What Korean passwords are made of, the most usual first: in Hangul, and as an English keyboard writes it. */
export function koreanWords(): string[] {
  return [...list(habits), ...list(words)].flatMap((word) => [word, keysOf(word)]);
}

/** Surnames, given names and the most usual of both together; as passports spell them too. */
export function koreanNames(): string[] {
  const spelled = (name: string) => [name, keysOf(name), romanOf(name)];
  const [family, given] = [list(surnames), list(givenNames)];
  const whole = given.flatMap((name) =>
    family.slice(0, 12).flatMap((surname) => spelled(surname + name)),
  );
  return [...list(spelledSurnames), ...[...family, ...given].flatMap(spelled), ...whole];
}

/** As they are spelled by habit, where that is not by the rule. */
const spelledSurnames =
  "kim lee yi rhee park bak choi jung jeong chung kang cho jang lim im han oh seo shin sin kwon " +
  "hwang ahn an song yoo yu hong jeon ko moon yang son bae baek heo nam noh ha kwak sung cha joo " +
  "woo koo min ryu na jin ji um chae won cheon bang gong hyun ham byun yeom do seok sun seol ma gil";

const habits =
  "비밀번호 사랑해 사랑 안녕 안녕하세요 대한민국 비번 암호 패스워드 나는너를사랑해 사랑해요 행복 행복하자 " +
  "우리가족 우리집 하나님 예수님 엄마 아빠 엄마사랑해 공주 왕자 자기야 여보 바보 멍청이 천사 악마 " +
  "친구 미래 희망 소망 믿음 성공 대박 부자 돈벌자 로또 건강 가족 아들 딸 우리아들 우리딸 아기 애기 " +
  "관리자 회사 학교 선생님 학생 한국 서울 서울대 열려라참깨 아무거나 몰라 모름 테스트 로그인 아이디 접속";

const surnames =
  "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 전 홍 고 문 양 손 배 백 허 유 남 심 노 하 곽 " +
  "성 차 주 우 구 민 나 진 지 엄 채 원 천 방 공 현 함 변 염 여 추 도 소 석 선 설 마 길 연 위 표 명 기 반 왕 금 옥";

const givenNames =
  "민준 서준 도윤 예준 시우 하준 지호 주원 지후 준우 준서 도현 건우 현우 우진 지훈 선우 서진 유준 연우 민재 은우 " +
  "정우 시윤 승우 지우 유찬 윤우 승현 준혁 수호 지환 승민 진우 시후 이준 민성 준영 재윤 태윤 지안 한결 성민 동현 " +
  "성현 현준 민수 영수 영호 영철 영식 성호 성수 정훈 정호 준호 준수 상훈 상현 동욱 동훈 재현 재영 진호 진수 철수 " +
  "민호 민규 태현 태민 태훈 태형 광수 종현 종민 병철 병호 경수 경민 기현 기훈 용준 용호 창민 창호 승호 승훈 길동 " +
  "서연 서윤 지민 서현 하은 하윤 민서 지유 윤서 채원 수아 지아 다은 은서 예은 수빈 소율 예린 지원 소윤 지윤 하린 " +
  "유나 유진 예서 시은 채은 윤아 가은 나은 서영 예원 민지 지은 지현 지영 수진 수민 수연 수정 수현 은지 은정 은주 " +
  "은영 은경 은혜 혜진 혜영 혜원 미영 미경 미정 미선 미숙 미란 영희 영숙 영미 영란 순자 순희 정희 정숙 정은 정아 " +
  "현정 현주 현아 현지 유정 윤정 윤희 경희 경아 경숙 선영 선희 선미 소영 소희 소연 보라 보영 보람 아름 슬기 하늘 " +
  "다영 다혜 나영 나연 나래 가영 가희 주연 주희 주영 진아 진영 진희 세영 세진 태희 태연 효진 효정 승희 승연 연희 연주 " +
  "지수 제니 로제 리사 정국 석진 남준 호석 윤기 동건 우성 해인 공유 흥민 연아 지성 강인 민재";

const words =
  "강아지 고양이 호랑이 사자 토끼 곰돌이 다람쥐 돼지 거북이 코끼리 원숭이 병아리 나비 뽀삐 초코 콩이 두부 보리 " +
  "코코 사랑이 행복이 구름 하늘 바다 바람 나무 꽃 장미 무지개 햇살 별 별빛 달 달빛 태양 우주 지구 세상 세계 " +
  "봄 여름 가을 겨울 아침 점심 저녁 오늘 내일 어제 월요일 화요일 수요일 목요일 금요일 토요일 일요일 생일 새해 " +
  "일월 이월 삼월 사월 오월 유월 칠월 팔월 구월 시월 하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 영 일 이 삼 사 오 육 칠 팔 구 십 백 천 만 억 " +
  "사과 바나나 딸기 포도 수박 복숭아 참외 커피 우유 라면 김치 김밥 떡볶이 치킨 피자 맥주 소주 삼겹살 불고기 비빔밥 된장 고추 마늘 양파 " +
  "자동차 비행기 기차 지하철 버스 자전거 컴퓨터 핸드폰 휴대폰 전화 인터넷 게임 음악 노래 영화 사진 그림 여행 운동 축구 야구 농구 배구 " +
  "수영 골프 등산 낚시 공부 시험 대학 대학교 고등학교 중학교 초등학교 병원 은행 시장 도서관 교회 성당 절 집 방 문 창문 책상 의자 침대 시계 " +
  "부산 대구 인천 광주 대전 울산 세종 경기 강원 충청 전라 경상 제주 제주도 수원 성남 용인 고양 부천 안양 안산 청주 천안 전주 포항 창원 " +
  "강남 홍대 명동 종로 여의도 한강 남산 독도 백두산 한라산 설악산 지리산 조선 고구려 백제 신라 이순신 세종대왕 단군 홍길동 춘향 " +
  "삼성 현대 엘지 네이버 카카오 카카오톡 다음 쿠팡 배달의민족 토스 국민은행 신한 우리은행 농협 기아 두산 롯데 한화 방탄소년단 블랙핑크 " +
  "빅뱅 소녀시대 슈퍼주니어 동방신기 아이유 뽀로로 둘리 도라에몽 피카츄 포켓몬 짱구 스파이더 스파이더맨 배트맨 슈퍼맨 아이언맨 드래곤 용 " +
  "예쁜 이쁜 귀여운 멋진 착한 좋은 나쁜 큰 작은 새로운 행복한 즐거운 아름다운 빨간 파란 노란 하얀 검은 초록 분홍 보라 빨강 파랑 노랑 하양 검정 " +
  "좋아 좋아해 싫어 미워 보고싶어 그리워 고마워 감사 감사합니다 미안 미안해 괜찮아 힘내 화이팅 파이팅 최고 짱 대장 사장 회장 사장님 부장 과장 대리 " +
  "남자 여자 남편 아내 신랑 신부 오빠 언니 누나 형 동생 할머니 할아버지 이모 삼촌 고모 조카 손자 손녀 사람 인간 인생 나 너 우리 너를 나를 나의 너의 " +
  "내꺼 니꺼 내사랑 영원히 영원 약속 비밀 진실 자유 평화 정의 마음 가슴 눈물 미소 웃음 기쁨 슬픔 추억 기억 생각 시간 시작 끝 처음 마지막 이름 번호 숫자 " +
  "주소 현관 열쇠 자물쇠 금고 지갑 통장 계좌 카드 회원 가입 인증 보안 사용자 변경 임시 초기 기본 업무 개발 개발자 서버 데이터 시스템";

function list(text: string): string[] {
  return text.split(" ");
}
