import type { Warning } from '../../../engine/warnings.js';
import { Notice } from '../../parts/notice.js';
import { formulaFields } from './formula-fields.js';
import { placeOf } from './place.js';

/** What the engine warns of, where it is. */
export const WarningList = ({ warnings }: { warnings: readonly Warning[] }) =>
  warnings.length > 0 ? (
    <ul class="warnings">
      {warnings.map(({ code, message }) => (
        <li key={code + message}>
          <strong>Warning:</strong> {message}
        </li>
      ))}
    </ul>
  ) : null;

/** All warnings of an integration, each with the way to its place. */
export const WarningSummary = ({ warnings }: { warnings: readonly Warning[] }) =>
  warnings.length > 0 ? (
    <Notice kind="warning">
      <p>
        <strong>
          {warnings.length === 1 ? 'One thing is' : `${warnings.length} things are`} probably not meant so.
        </strong>
      </p>
      <ul>
        {warnings.map((warning) => (
          <li key={warning.code + warning.message}>
            <a href={`#${placeOfWarning(warning)}`}>{warning.message}</a>
          </li>
        ))}
      </ul>
    </Notice>
  ) : null;

/** A formula has a place of its own; whatever else a field is stands in that of its component. */
function placeOfWarning({ component_type: kind, component_id: id, field }: Warning): string {
  const hasPlace = field !== undefined && kind !== 'valuemapping' && formulaFields(kind).includes(field);
  return hasPlace ? placeOf(kind, id, field) : placeOf(kind, id);
}
