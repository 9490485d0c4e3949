import { randomBytes } from "node:crypto";
import { allIndexes, blindIndex, type Domain } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";
import {
  searchableName,
  searchablePhone,
  searchablePhoneEnd,
  searchVersion,
} from "@/lib/identity/search-forms";
import type { VerifiedPerson } from "@/lib/identity/verified-person";

/** By which an administrator finds an account exactly; under the current key. */
export function searchColumns(person: VerifiedPerson, { current }: KeyRing): SearchColumns {
  const index = (value: string | null, domain: SearchDomain) =>
    value === null ? null : blindIndex(versioned(value), current, domain);
  const birthYear = Number(person.birthDate.slice(0, 4));
  const phone = person.phone ?? null;
  return {
    nameIndex: blindIndex(versioned(searchableName(person.name)), current, "name"),
    phoneIndex: index(phone && searchablePhone(phone), "phone"),
    phoneEndIndex: index(phone && searchablePhoneEnd(phone, birthYear), "phone-end"),
    searchKeyId: current.id,
    searchVersion,
    searchMark: Uint8Array.from(randomBytes(8)),
  };
}

/** What such a column may hold for a value, already in its searchable form: under every key of the ring. */
export function searchedIndexes(value: string, ring: KeyRing, domain: SearchDomain) {
  return allIndexes(versioned(value), ring, domain).map(({ index }) => Buffer.from(index));
}

function versioned(value: string): string {
  return `${searchVersion}\0${value}`;
}

export type SearchDomain = Extract<Domain, "name" | "phone" | "phone-end">;
export type SearchColumns = {
  nameIndex: Uint8Array<ArrayBuffer>;
  /** Null where PortOne gave no phone. */
  phoneIndex: Uint8Array<ArrayBuffer> | null;
  phoneEndIndex: Uint8Array<ArrayBuffer> | null;
  searchKeyId: string;
  searchVersion: number;
  /** See the trigger search_follows_profile. */
  searchMark: Uint8Array<ArrayBuffer>;
};
