import { inventCast } from "./cast";
import type { Clock } from "./clock";
import { completePerson, type Person, type PersonWish } from "./person";

const maximumAdded = 5_000;

/** Everybody that can be verified here: the cast, and whom tests have added. All are invented. */
export class People {
  private readonly added = new Map<string, PersonWish>();

  constructor(private readonly clock: Clock) {}

  all(): Person[] {
    const cast = inventCast(this.clock).filter(({ key }) => !this.added.has(key));
    return [...cast, ...this.added.values()].map(completePerson);
  }

  find(key: string): Person | null {
    const wish = this.added.get(key) ?? inventCast(this.clock).find((each) => each.key === key);
    return wish === undefined ? null : completePerson(wish);
  }

  add(wish: PersonWish): Person {
    this.added.delete(wish.key);
    this.added.set(wish.key, wish);
    const [oldest] = this.added.keys();
    if (this.added.size > maximumAdded && oldest !== undefined) this.added.delete(oldest);
    return completePerson(wish);
  }

  forgetAdded(): void {
    this.added.clear();
  }
}
