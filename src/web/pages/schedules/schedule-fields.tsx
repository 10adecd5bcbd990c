import { weekdays } from '../../../queries/schedules.js';
import { SCHEDULE_LIMITS } from '../../../schedules/schedules.js';
import { MONTHS, WEEKDAY_NAMES } from '../../../schedules/timing-text.js';
import { Checkbox, Radio, TextArea, TextField } from '../../parts/field.js';
import type { ScheduleProblems, TypedSchedule } from './typed-schedule.js';

interface ScheduleFieldsProps {
  readonly typed: TypedSchedule;
  readonly problems: ScheduleProblems;
}

/** What a schedule is, but for what it runs and as whom. */
export const ScheduleFields = ({ typed, problems }: ScheduleFieldsProps) => (
  <>
    <TextField
      name="name"
      label="Name"
      hint="What you call it; each schedule of an integration has a name of its own."
      value={typed.name}
      problem={problems.name}
      maxLength={SCHEDULE_LIMITS.name}
      autocomplete="off"
      required
    />
    <fieldset>
      <legend>When it runs</legend>
      <Radio name="kind" value="calendar" checked={typed.kind === 'calendar'} label="By a calendar" />
      <div class="choice calendar">
        <Calendar typed={typed} problems={problems} />
      </div>
      <Radio name="kind" value="interval" checked={typed.kind === 'interval'} label="Again and again" />
      <div class="choice interval">
        <TextField
          name="every"
          label="Every"
          hint="5m, 1h 30m, 2d, 1s 500ms; counted from the start, one second at least."
          value={typed.every}
          problem={problems.every}
          autocomplete="off"
        />
      </div>
      <TextField
        name="start"
        label="Not before (UTC)"
        type="datetime-local"
        step="any"
        hint="Empty: from now on."
        value={typed.start}
        problem={problems.start}
      />
    </fieldset>
    <TextArea
      name="payload"
      label="Payload"
      class="code"
      rows={6}
      hint="JSON, what the formulas find as input.payload. It is kept readably: secrets belong in vaults."
      value={typed.payload}
      problem={problems.payload}
    />
  </>
);

const Calendar = ({ typed, problems }: ScheduleFieldsProps) => (
  <>
    <TextField
      name="time"
      label="At (UTC)"
      type="time"
      hint="Once on each of these days. The preview shows your own time beside UTC."
      value={typed.time}
      problem={problems.time}
    />
    <Several
      name="weekdays"
      label="On these days of the week"
      options={weekdays.map((day) => [day, WEEKDAY_NAMES[day]])}
      chosen={typed.weekdays}
      problem={problems.weekdays}
    />
    <Several
      name="months"
      label="In these months"
      options={MONTHS.map((name, index) => [String(index + 1), name])}
      chosen={typed.months}
      problem={problems.months}
    />
    <TextField
      name="days"
      label="On these days of the month"
      hint="1, 15-20; empty for every day. Where days of the week are chosen as well, both have to fit."
      value={typed.days}
      problem={problems.days}
      autocomplete="off"
    />
  </>
);

interface SeveralProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly chosen: readonly string[];
  readonly problem: string | undefined;
}

const Several = ({ name, label, options, chosen, problem }: SeveralProps) => (
  <fieldset>
    <legend>{label}</legend>
    <div class="checks-beside">
      {options.map(([value, text]) => (
        <Checkbox key={value} name={name} value={value} label={text} checked={chosen.includes(value)} />
      ))}
    </div>
    <p class="hint">None chosen: all of them.</p>
    {problem && <p class="problem">{problem}</p>}
  </fieldset>
);
