import { Checkbox } from '../../parts/field.js';

/** Lets an application ask for every scope when it names none, and not only for those that are offered to every client. */
export const AllScopes = ({ checked }: { checked: boolean }) => (
  <fieldset>
    <legend>Administering</legend>
    <Checkbox
      name="all_scopes"
      checked={checked}
      label="It may administer the gateway, too, as the person may who signs in"
    />
    <p class="hint">
      A client that names no scope then asks for administering as well, which django_admin needs. It takes effect at the
      next sign-in.
    </p>
  </fieldset>
);
