import { describe, expect, it } from "vitest";
import { Clock } from "./clock";
import { People } from "./people";
import { diAt, isAged, isSamePhone, personWishSchema } from "./person";

const peopleAt = (iso: string) => new People(new Clock(() => new Date(iso)));
function find(people: People, key: string) {
  const person = people.find(key);
  if (person === null) throw new Error(`No ${key}`);
  return person;
}

describe("the cast", () => {
  const days = [
    "2026-11-23T03:00:00Z",
    "2026-12-31T14:59:59Z",
    "2026-12-31T15:00:00Z",
    "2027-02-28T03:00:00Z",
    "2028-02-28T03:00:00Z",
    "2028-02-29T03:00:00Z",
  ];

  it.each(days)("is at the age limits on Seoul's date at %s", (iso) => {
    const people = peopleAt(iso);
    const today = new Date(Date.parse(iso) + 9 * 3_600_000).toISOString().slice(0, 10);
    const year = Number(today.slice(0, 4));
    const aged = (key: string, years: number) => isAged(find(people, key), years, today);
    const bornIn = (key: string) => Number(find(people, key).birthday.slice(0, 4));

    expect(find(people, "one-day-too-young").birthday).toBe(`${year - 18}-01-01`);
    expect(find(people, "last-accepted-year").birthday).toBe(`${year - 19}-12-31`);
    expect([aged("of-age-today", 19), aged("of-age-today", 20)]).toEqual([true, false]);
    expect(bornIn("of-age-today")).toBe(year - 19);
    expect([aged("nineteen-tomorrow", 18), aged("nineteen-tomorrow", 19)]).toEqual([true, false]);
    expect([aged("fourteen-today", 14), aged("fourteen-tomorrow", 14)]).toEqual([true, false]);
    expect([aged("minor", 15), aged("minor", 19)]).toEqual([true, false]);
    expect([aged("child", 10), aged("child", 14)]).toEqual([true, false]);
  });

  it("has nobody twice, and only invented phones", () => {
    const cast = peopleAt("2026-11-23T03:00:00Z").all();
    expect(new Set(cast.map(({ key }) => key)).size).toBe(cast.length);
    expect(cast.filter(({ phone }) => !/^0100000\d{4}$/.test(phone ?? ""))).toEqual([]);
  });

  it("lets those born on 29 February come of age on 1 March", () => {
    const person = find(peopleAt("2026-11-23T03:00:00Z"), "leap-day");
    expect(isAged(person, 19, "2019-02-28")).toBe(false);
    expect(isAged(person, 19, "2019-03-01")).toBe(true);
    expect(isAged(person, 20, "2020-02-29")).toBe(true);
  });
});

describe("a person", () => {
  const options = personWishSchema.parse({ key: "p", name: "시험", birthday: "1990-05-05" });

  it("has the same CI always, with another phone and after a restart", () => {
    const one = find(peopleAt("2026-11-23T03:00:00Z"), "adult");
    const other = find(peopleAt("2030-01-01T00:00:00Z"), "adult-new-phone");
    expect(other.ci).toBe(one.ci);
    expect(other.phone).not.toBe(one.phone);
    expect(Buffer.from(one.ci ?? "", "base64")).toHaveLength(64);
    expect(one.ci).toHaveLength(88);
  });

  it("has another CI than anybody else", () => {
    const people = peopleAt("2026-11-23T03:00:00Z");
    const keys = people.all().flatMap(({ ci }) => (ci === null ? [] : [ci]));
    expect(new Set(keys).size).toBe(keys.length - 1);
  });

  it("has 64 characters of DI, another one at each provider", () => {
    const person = peopleAt("2026-11-23T03:00:00Z").add(options);
    expect(person.di).toHaveLength(64);
    expect(diAt(person, "danal")).toBe(person.di);
    expect(diAt(person, "danal_without_phone")).toBe(person.di);
    expect(diAt(person, "kcp_v2")).not.toBe(person.di);
    expect(diAt({ ...person, di: "given" }, "kcp_v2")).toBe("given");
  });

  it("may be given without CI or DI, or with others", () => {
    const people = peopleAt("2026-11-23T03:00:00Z");
    expect(people.add({ ...options, ci: null, di: null })).toMatchObject({ ci: null, di: null });
    expect(people.add({ ...options, ci: "own" })).toMatchObject({ ci: "own" });
    expect(people.find("p")?.ci).toBe("own");
  });

  it("takes the place of one in the cast with the same key", () => {
    const people = peopleAt("2026-11-23T03:00:00Z");
    const before = people.all().length;
    people.add({ ...options, key: "adult" });
    expect(people.find("adult")?.name).toBe("시험");
    expect(people.all()).toHaveLength(before);
  });
});

describe("odd but honest people", () => {
  const options = { key: "p", name: "시험", birthday: "1990-05-05" };

  it.each([
    "+82 10-0000-1234",
    "+821000001234",
    "010-0000-1234",
    "０１０００００１２３４",
    "(010) 0000.1234",
    "(+82) 10 0000 1234",
  ])("may have the phone %s, kept as it is written", (phone) => {
    expect(personWishSchema.parse({ ...options, phone }).phone).toBe(phone);
    expect(isSamePhone(phone, "01000001234")).toBe(true);
    expect(isSamePhone(phone, "01000001235")).toBe(false);
  });

  it.each(["", "12", "call me", "+", "0100000\u0000123", "0".repeat(41)])(
    "may not have the phone %j",
    (phone) => {
      expect(personWishSchema.safeParse({ ...options, phone }).success).toBe(false);
    },
  );

  it("may have names as long as a passport's, and twice that", () => {
    for (const length of [60, 66, 200]) {
      expect(personWishSchema.safeParse({ ...options, name: "가".repeat(length) }).success).toBe(
        true,
      );
    }
    expect(personWishSchema.safeParse({ ...options, name: "가".repeat(201) }).success).toBe(false);
  });
});
