/** An invented person, in the shape in which randomuser.me describes them (domain.md 10.1). */
export interface Person {
  readonly gender: 'female' | 'male';
  readonly name: { readonly title: string; readonly first: string; readonly last: string };
  readonly email: string;
  readonly login: { readonly username: string };
  readonly dob: { readonly date: string; readonly age: number };
  readonly phone: string;
  readonly nat: string;
}

const FIRST = {
  female: ['Marte', 'Ines', 'Aisha', 'Noor', 'Chloe', 'Mila', 'Sofia', 'Greta', 'Yuki', 'Amara'],
  male: ['Jonas', 'Luca', 'Omar', 'Ravi', 'Theo', 'Emil', 'Diego', 'Anton', 'Kenji', 'Kofi'],
};
const LAST = ['Hanssen', 'Keller', 'Rossi', 'Novak', 'Silva', 'Meyer', 'Dubois', 'Larsen', 'Costa', 'Okafor', 'Tanaka'];
const NATIONS = ['NO', 'CH', 'IT', 'CZ', 'PT', 'DE', 'FR', 'DK', 'BR', 'NG', 'JP'];
/** The birthday of the first; the others follow in odd steps. */
const FIRST_BIRTH = Date.parse('1948-03-02T07:02:33.244Z');
const BIRTH_STEP_MS = 197 * 24 * 60 * 60 * 1000 + 12_345_678;
const BIRTHS = 90;

/** The n-th person, counted from 0: always the same one. Nobody exists with such an address. */
export function person(n: number, today: Date): Person {
  const gender = n % 2 === 0 ? 'female' : 'male';
  const first = FIRST[gender][Math.floor(n / 2) % 10] as string;
  const last = LAST[n % LAST.length] as string;
  const date = new Date(FIRST_BIRTH + (n % BIRTHS) * BIRTH_STEP_MS);
  return {
    gender,
    name: { title: gender === 'female' ? 'Ms' : 'Mr', first, last },
    email: `${first}.${last}@example.com`.toLowerCase(),
    login: { username: `${first}${n}`.toLowerCase() },
    dob: { date: date.toISOString(), age: ageOn(today, date) },
    phone: `+00 555 ${String(n % 10_000).padStart(4, '0')}`,
    nat: NATIONS[n % NATIONS.length] as string,
  };
}

function ageOn(today: Date, birth: Date): number {
  const years = today.getUTCFullYear() - birth.getUTCFullYear();
  const birthday = new Date(birth);
  birthday.setUTCFullYear(today.getUTCFullYear());
  return birthday > today ? years - 1 : years;
}
