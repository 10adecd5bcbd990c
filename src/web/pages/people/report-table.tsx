import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';

interface ReportTableProps {
  readonly label: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** A governance report as it is printed and downloaded, with moments to read. */
export const ReportTable = ({ label, headings, rows }: ReportTableProps) => (
  <Table label={label} heads={headings}>
    {rows.map((cells, row) => (
      <tr key={row}>
        {headings.map((heading, column) => (
          <td key={heading}>{shown(cells[column] ?? null)}</td>
        ))}
      </tr>
    ))}
  </Table>
);

function shown(cell: string | null) {
  if (cell === null) return <span class="none">–</span>;
  return MOMENT.test(cell) ? <Moment at={cell} /> : cell;
}
