import type { interactionPolicy, KoaContextWithOIDC } from 'oidc-provider';
import { base, Check } from 'oidc-provider/lib/helpers/interaction_policy/index.js';
import type { Account } from '../auth/account.js';

/** When somebody has to be asked: as the library has it, and whenever it is not this user who is signed in to our pages (any more). */
export function interactionPolicyFor(
  visitorOf: (ctx: KoaContextWithOIDC) => Account | null,
): interactionPolicy.DefaultPolicy {
  const policy = base();
  policy.get('login')?.checks.add(
    new Check('other_user', 'End-User authentication is required', (ctx) => {
      const visitor = visitorOf(ctx);
      return visitor === null || String(visitor.id) !== ctx.oidc.session?.accountId;
    }),
  );
  return policy;
}
