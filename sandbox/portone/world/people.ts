import { inventCast } from "./cast";
import type { Clock } from "./clock";
import { completePerson, type Person, type PersonOptions } from "./person";

const maximumAdded = 5_000;

/** The cast and the people that tests have added. All are invented. */
export class People {
  private readonly added = new Map<string, Person>();
  private cast: { day: string; people: Map<string, Person> } = { day: "", people: new Map() };

  constructor(private readonly clock: Clock) {}

  all(): Person[] {
    const cast = [...this.castOfToday().values()].filter(({ key }) => !this.added.has(key));
    return [...cast, ...this.added.values()];
  }

  find(key: string): Person | null {
    return this.added.get(key) ?? this.castOfToday().get(key) ?? null;
  }

  add(options: PersonOptions): Person {
    const person = completePerson(options);
    this.added.delete(person.key);
    this.added.set(person.key, person);
    const [oldest] = this.added.keys();
    if (this.added.size > maximumAdded && oldest !== undefined) this.added.delete(oldest);
    return person;
  }

  forgetAdded(): void {
    this.added.clear();
  }

  /** Rebuilt when the day in Seoul changes, since birthdays depend on it. */
  private castOfToday(): Map<string, Person> {
    const day = this.clock.seoulDay();
    if (this.cast.day !== day) {
      const people = inventCast(this.clock).map(completePerson);
      this.cast = { day, people: new Map(people.map((person) => [person.key, person])) };
    }
    return this.cast.people;
  }
}
