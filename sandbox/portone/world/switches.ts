import { z } from "zod";

/**
 * Behaviour of PortOne that is unknown or only observed in public code. The defaults are the
 * likeliest.
 */
export const switchNotes = {
  birth: "V1 레코드의 birth · V1: a record has birth (out of the schema, still observed)",
  unfinishedNull:
    "V1 미완료 레코드의 시각이 0이 아니라 null · V1: times of an unfinished record are null, not 0 (unknown)",
  impSuccess:
    "V1 리디렉션이 success 대신 imp_success · V1: the redirect says imp_success instead of success (observed)",
  redirectErrors:
    "V1 리디렉션 실패에 error_code, error_msg 추가 · V1: a redirect that failed tells error_code and error_msg (unknown)",
  failureIds:
    "V1 실패 콜백에 id 포함 (끄면 9010) · V1: a failure calls back with its ids; off: 9010 without (both observed)",
  blockedPopupRedirects:
    "V1 팝업 차단 시 m_redirect_url로 계속 · V1: a blocked popup goes on by redirect (unknown)",
  earlyError:
    "V1·V2 창이 뜨기 전에 바로 오류 (페이지를 새로 열면) · V1, V2: an error before any window, for pages opened from now on",
  cancelFails:
    "V2 취소하면 READY가 아니라 FAILED · V2: a cancel makes the record FAILED, not READY (unknown)",
} as const;

export const initialSwitches: Readonly<Switches> = {
  birth: true,
  unfinishedNull: false,
  impSuccess: false,
  redirectErrors: true,
  failureIds: true,
  blockedPopupRedirects: true,
  earlyError: false,
  cancelFails: false,
};

const flag = z.boolean().optional();
export const switchesSchema = z.strictObject({
  birth: flag,
  unfinishedNull: flag,
  impSuccess: flag,
  redirectErrors: flag,
  failureIds: flag,
  blockedPopupRedirects: flag,
  earlyError: flag,
  cancelFails: flag,
});
export const switchNameSchema = switchesSchema.keyof();
export type Switches = Record<z.infer<typeof switchNameSchema>, boolean>;
