export const mockCoreLimits = {
  /** Customers and requests kept, of each; the oldest go. */
  kept: 1000,
  /** Of one request's body. */
  bodyBytes: 64 * 1024,
} as const;

/** A customer that a request has made. */
export interface Customer {
  readonly id: number;
  readonly received_at: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string | null;
  readonly date_of_birth: string | null;
  readonly person_type: string | null;
  /** What was received, as it came. */
  readonly received: Record<string, unknown>;
}

/** A request that the core was asked, and what it answered. */
export interface ReceivedRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Why it was turned down. */
  readonly problem: string | null;
}

/** What was received is no customer; the message says which part is missing. */
export class NoCustomerError extends Error {
  override readonly name = 'NoCustomerError';
}

/** A banking core that keeps what it is told in memory, and nowhere else (domain.md 5.5). */
export class MockCore {
  readonly #customers: Customer[] = [];
  readonly #requests: ReceivedRequest[] = [];
  readonly #now: () => Date;
  #nextId = 100_001;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The oldest first. */
  get customers(): readonly Customer[] {
    return this.#customers;
  }

  /** The oldest first. */
  get requests(): readonly ReceivedRequest[] {
    return this.#requests;
  }

  /**
   * Makes a customer of the groups in which DNA describes a person: `Name`, `EmailAddresses`, `Identification`, `PersTyps`.
   * @throws NoCustomerError
   */
  createCustomer(received: unknown): Customer {
    if (!isObject(received)) throw new NoCustomerError('The body must be a JSON object.');
    const customer: Customer = {
      id: this.#nextId,
      received_at: this.#now().toISOString(),
      first_name: required(received, ['Name', 'FirstName']),
      last_name: required(received, ['Name', 'LastName']),
      email: textAt(received, [...EMAIL_ADDRESS, 'AddrLine']),
      date_of_birth: textAt(received, ['Identification', 'DateOfBirth']),
      person_type: textAt(received, ['PersTyps', 'PersTyp', 0, 'PersonTypeCode']),
      received,
    };
    this.#nextId++;
    keep(this.#customers, customer);
    return customer;
  }

  record(request: Omit<ReceivedRequest, 'at'>): void {
    keep(this.#requests, { at: this.#now().toISOString(), ...request });
  }

  clear(): void {
    this.#customers.length = 0;
    this.#requests.length = 0;
  }
}

const EMAIL_ADDRESS = ['EmailAddresses', 'EmailAddress', 0, 'ElectronicAddressLines', 'ElectronicAddressLine', 0];

function keep<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length > mockCoreLimits.kept) list.shift();
}

function required(received: Record<string, unknown>, path: (string | number)[]): string {
  const text = textAt(received, path);
  if (text) return text;
  throw new NoCustomerError(`${path.join('.')} is required, and must be a text.`);
}

function textAt(value: unknown, path: readonly (string | number)[]): string | null {
  const found = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as never)[key] : undefined),
    value,
  );
  return typeof found === 'string' ? found : null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
