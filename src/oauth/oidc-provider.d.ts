/** The package's front page warns of every Node before 22, on which it works all the same; these are the rooms behind it. */
declare module 'oidc-provider/lib/provider.js' {
  export { Provider } from 'oidc-provider';
}
declare module 'oidc-provider/lib/helpers/errors.js' {
  import { errors } from 'oidc-provider';
  export const InvalidScope: typeof errors.InvalidScope;
  export const InvalidTarget: typeof errors.InvalidTarget;
  export const InvalidGrant: typeof errors.InvalidGrant;
  export const InvalidRedirectUri: typeof errors.InvalidRedirectUri;
  export const InvalidClientMetadata: typeof errors.InvalidClientMetadata;
  export const AccessDenied: typeof errors.AccessDenied;
}
declare module 'oidc-provider/lib/helpers/interaction_policy/index.js' {
  import { interactionPolicy } from 'oidc-provider';
  export const base: typeof interactionPolicy.base;
  export const Check: typeof interactionPolicy.Check;
}
