import type { ReactNode } from "react";

/**
 * A table on a wide screen, a card per row on a phone or tablet. The first column names the row.
 */
export function DataTable({ columns, rows }: DataTableProps) {
  return (
    <table className="w-full border-collapse text-left max-lg:block">
      <thead className="max-lg:sr-only">
        <tr className="border-b border-line text-sm text-muted">
          {columns.map((column) => (
            <th key={column} scope="col" className="px-3 py-3 font-normal">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-lg:grid max-lg:gap-3 md:max-lg:grid-cols-2">
        {rows.map(({ id, cells }) => (
          <tr
            key={id}
            className="border-b border-line max-lg:block max-lg:rounded-2xl max-lg:border-0 max-lg:bg-sunken max-lg:p-4"
          >
            {columns.map((column, at) => (
              <td
                key={column}
                className="px-3 py-3.5 whitespace-nowrap first:font-bold max-lg:flex max-lg:justify-between max-lg:gap-4 max-lg:px-0 max-lg:py-1"
              >
                <span aria-hidden="true" className="font-normal text-muted lg:hidden">
                  {column}
                </span>
                {cells[at]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type DataTableProps = {
  columns: readonly string[];
  rows: readonly { id: string; cells: readonly ReactNode[] }[];
};
