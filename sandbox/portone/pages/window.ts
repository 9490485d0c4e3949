import { html, readBody, type Answer, type Call, type Route } from "../http";
import type { WindowOutcome } from "../world/outcome";
import { applyOutcome } from "../world/outcomes";
import { isAged, type Person } from "../world/person";
import { providerNamed, providers } from "../world/provider";
import type { VerificationRecord } from "../world/records";
import { viewOf } from "../language";
import { finish, refuseWindow } from "./window-answer";
import { showChoice, showTooYoung } from "./window-form";
import { decisionSchema, windowSchema, type Decided, type WindowOptions } from "./window-options";
import type { World } from "../world/world";

export function windowRoutes(world: World): Route[] {
  return [
    { method: "GET", pattern: /^\/window$/, handle: (call) => show(call, world) },
    { method: "POST", pattern: /^\/window$/, handle: (call) => decide(call, world) },
  ];
}

function show(call: Call, world: World): Answer {
  const view = viewOf(call);
  const options = windowSchema.safeParse(Object.fromEntries(call.query));
  if (!options.success) {
    return refuseWindow(
      "이 주소로는 인증창을 열 수 없어요. · No window opens at this address.",
      view,
    );
  }
  const record = recordFor(options.data, world);
  return html(showChoice(record, options.data, view, world));
}

/** The record exists as soon as the window is open. In V2 the preparation made it. */
function recordFor(options: WindowOptions, { records }: World): VerificationRecord {
  const { generation, id, origin, page, channelKey, pg } = options;
  const shown = records.of(options.impUid);
  if (shown?.generation === generation && shown.id === id) return shown;
  const prepared = generation === "v2" ? records.ofV2(id) : null;
  const provider = providerNamed({ pg, channelKey }) ?? "danal";
  return prepared ?? records.open({ generation, id, origin: page || origin, channelKey, provider });
}

function decide(call: Call, world: World): Answer {
  const view = viewOf(call);
  const options = decisionSchema.safeParse(readBody(call));
  if (!options.success) {
    return refuseWindow("알 수 없는 사람이나 결과예요. · An unknown person or outcome.", view);
  }
  const record = world.records.of(options.data.impUid);
  const person = world.people.find(options.data.person);
  if (record === null || person === null) {
    return refuseWindow("알 수 없는 사람이나 인증창이에요. · An unknown person or window.", view);
  }
  const told = outcomeOf(record, person, options.data, world);
  return told === "too_young"
    ? html(showTooYoung(record, options.data, view))
    : finish(record, told, options.data, { switches: world.switches, view });
}

/** A second press in the same window gets the same answer; any other window is too late. */
function outcomeOf(
  record: VerificationRecord,
  person: Person,
  { outcome, call, minAge, provider }: Decided,
  { clock, switches }: World,
): WindowOutcome | "too_young" {
  if (record.status === "verified") {
    return record.finished?.call === call ? record.finished.outcome : "already_verified";
  }
  record.provider = provider ?? person.provider ?? record.provider;
  const verifies = outcome === "verified" || outcome === "no_callback";
  // `min_age` is a Danal option, in international age.
  const limits = providers[record.provider].v1 === "danal" && minAge !== null;
  if (verifies && limits && !isAged(person, minAge, clock.seoulDay())) return "too_young";
  applyOutcome(record, { person, outcome, at: clock.now(), switches });
  if (verifies) record.finished = { call, outcome };
  return outcome;
}
