import type { ScheduleRow } from '../../../queries/schedules.js';
import { timingText } from '../../../schedules/timing-text.js';
import { page } from '../../answer.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { Empty } from '../../parts/empty.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { PageLinks } from '../../parts/page-links.js';
import { Table } from '../../parts/table.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { DONE } from './done.js';
import { ScheduleState } from './schedule-state.js';

const A_PAGE = 100;

/** The schedules of the integrations that the visitor may read. */
export const listPage =
  ({ queries }: SiteServices) =>
  async ({ user, query }: Visit) => {
    const number = /^[1-9]\d{0,5}$/.test(query.get('page') ?? '') ? Number(query.get('page')) : 1;
    const total = await queries.schedules.count(user);
    const list = await queries.schedules.list(user, { offset: (number - 1) * A_PAGE, limit: A_PAGE });
    const address = (to: number) => `/schedules?page=${to}`;
    return page(
      'Schedules',
      <>
        <Heading title="Schedules">
          <a class="button" href="/schedules/new">
            Add schedule…
          </a>
        </Heading>
        <DoneNotice texts={DONE} />
        <p class="prose soft">
          A schedule runs an integration by itself, in the name of the person who has made it, until it is switched off.
          All times are in UTC.
        </p>
        {list.length > 0 ? <List schedules={list} /> : <Nothing />}
        <PageLinks
          label="Pages of schedules"
          before={number > 1 ? address(number - 1) : null}
          behind={number * A_PAGE < total ? address(number + 1) : null}
        />
      </>,
    );
  };

const Nothing = () => (
  <Empty>
    There is no schedule that you may see. <a href="/schedules/new">Add one</a> for an integration that you may run.
  </Empty>
);

const List = ({ schedules }: { schedules: readonly ScheduleRow[] }) => (
  <Table label="Schedules" heads={['Name', 'Integration', 'Runs as', 'When', 'State', 'Next (UTC)', 'Last (UTC)']}>
    {schedules.map((schedule) => (
      <tr key={schedule.id}>
        <th scope="row">
          <a href={`/schedules/${schedule.id}`}>{schedule.name}</a>
        </th>
        <td>{schedule.path_name}</td>
        <td>{schedule.username}</td>
        <td>{timingText(schedule.timing)}</td>
        <td>
          <ScheduleState schedule={schedule} />
        </td>
        <td>
          <Moment at={schedule.next_at} />
        </td>
        <td>
          <Moment at={schedule.last_at} />
        </td>
      </tr>
    ))}
  </Table>
);
