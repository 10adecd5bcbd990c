import type { SpecialKind } from './address-kind.js';

/** Nothing may be sent there: it would turn an integration against the network that the gateway runs in. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
  readonly code = 'refused_address';

  /** The address itself is not told: what a name means inside a network is nobody's business outside. */
  constructor(host: string, port: number, kind: SpecialKind) {
    const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
    super(
      `The host ${name} is refused: it is, or resolves to, a ${kind} address. ` +
        `Whoever runs the gateway can allow it with GATEWAY_ALLOWED_HOSTS=${name}:${port}`,
    );
  }
}
