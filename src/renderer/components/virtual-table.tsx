// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold rows that are placed one by one
// biome-ignore-all lint/a11y/useFocusableInteractive: of a grid with rows as its stops, only the rows take the focus
/**
 * A table that draws only the rows in sight: a floppy's bad ranges or a hundred thousand dumps. One row holds the
 * focus (arrow keys, J, K, Home, End, Page Up and Down move it), Enter opens it.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useCommand } from '../keys/use-keys.tsx';
import { classNames } from './class-names.ts';
import { useSize } from './use-size.ts';
import styles from './virtual-table.module.css';

export interface Column<Row> {
  readonly name: string;
  /** For a column without a name to be seen. */
  readonly spokenName?: string;
  /** A track of CSS grid: `96px`, `minmax(120px, 2fr)`. */
  readonly width: string;
  /** Left out of a table that is narrower: what another column says too, or what can be looked up elsewhere. */
  readonly fromPx?: number;
  readonly align?: 'end';
  readonly mono?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** Of a row that has nothing in the columns behind this one: their places are its own. */
  readonly takesRest?: (row: Row) => boolean;
  /** The heading is then a button that puts the rows in this order. */
  readonly sort?: { readonly is: 'ascending' | 'descending' | 'none'; readonly onSort: () => void };
}

export interface VirtualTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  readonly onOpen?: (row: Row) => void;
  /** Called when the end of `rows` comes near. */
  readonly onNearEnd?: () => void;
  /** Rows of another list, of another search for one, are shown from the top. */
  readonly listKey?: string | undefined;
  /** All rows there are, when more than `rows` exist. */
  readonly totalRows?: number;
  /** Rows that are in sight, or nearly. `rows` may have holes where nothing was loaded yet. */
  readonly onSight?: (first: number, last: number) => void;
  /** The row that has the focus now. */
  readonly onActive?: (row: Row) => void;
  /** The row that is shown elsewhere, marked as such. */
  readonly chosenKey?: string | number | null;
  /** A click then only chooses the row; two open it, as does Enter. */
  readonly opensOnDoubleClick?: boolean;
  /** Keys the table has no use for itself. @returns the row to go to, once it is known */
  readonly onKey?: (event: KeyboardEvent, active: number) => Promise<number | null> | null;
}

const rowPx = 28;
const nearEndRows = 60;

export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { rows, rowKey, onOpen, onNearEnd, onSight, onActive, onKey } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useSize(frame);
  const columns = props.columns.filter(({ fromPx = 0 }) => width === 0 || width >= fromPx);
  const [active, setActive] = useState(0);
  const [hasFocus, setHasFocus] = useState(false);
  const focusable = Math.min(active, rows.length - 1);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  const { listKey } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when
  useEffect(() => {
    if (frame.current) frame.current.scrollTop = 0;
    setActive(0);
  }, [listKey]);
  const items = virtual.getVirtualItems();
  const firstSeen = items[0]?.index ?? 0;
  const lastSeen = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0) onSight?.(firstSeen, lastSeen);
  }, [firstSeen, lastSeen, rows.length, onSight]);
  useEffect(() => {
    if (rows.length > 0 && lastSeen > rows.length - nearEndRows) onNearEnd?.();
  }, [lastSeen, rows.length, onNearEnd]);

  /** The row that shall have the focus as soon as it is there: it may have to be loaded first. */
  const wanted = useRef<number | null>(null);
  const focusWanted = () => {
    const index = wanted.current;
    if (index === null) return;
    const line = frame.current?.querySelector<HTMLElement>(`[data-row="${index}"]`);
    if (!line) return;
    line.focus({ preventScroll: true });
    if (rows[index] !== undefined) wanted.current = null;
  };
  useEffect(() => {
    // A row that is replaced takes the focus with it, without a word: what stands in its place now has it.
    if (hasFocus && document.activeElement === document.body) wanted.current ??= focusable;
    focusWanted();
  });
  const move = (to: number) => {
    const row = Math.max(0, Math.min(rows.length - 1, to));
    wanted.current = row;
    // The row that has the focus may go out of sight, and with it the keys typed meanwhile.
    frame.current?.focus({ preventScroll: true });
    setActive(row);
    virtual.scrollToIndex(row);
    requestAnimationFrame(focusWanted);
  };
  useCommand('next', hasFocus ? () => move(active + 1) : null, { isFallback: true });
  useCommand('previous', hasFocus ? () => move(active - 1) : null, { isFallback: true });
  const activate = (index: number) => {
    setActive(index);
    const row = rows[index];
    if (row !== undefined) onActive?.(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowPx) - 1);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    const row = rows[active];
    if (to !== undefined) move(to);
    else if (event.key === 'Enter' && row !== undefined && onOpen) onOpen(row);
    else {
      const wish = onKey?.(event, active);
      if (!wish) return;
      void wish.then((index) => index !== null && move(index));
    }
    event.preventDefault();
  };

  const tracks = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  return (
    <div
      ref={frame}
      className={styles.frame}
      role="grid"
      aria-label={props.label}
      aria-rowcount={(props.totalRows ?? rows.length) + 1}
      tabIndex={-1}
      onFocus={() => setHasFocus(true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return;
        setHasFocus(false);
        if (relatedTarget) wanted.current = null;
      }}
      onKeyDown={onKeyDown}
    >
      <div className={classNames(styles.row, styles.head)} role="row" aria-rowindex={1} style={tracks}>
        {columns.map(({ name, spokenName, align, sort }) => (
          <span
            key={name}
            role="columnheader"
            className={classNames(align && styles.end)}
            aria-sort={sort?.is}
          >
            {sort ? (
              <button type="button" className={styles.sort} onClick={sort.onSort}>
                {name}
                {sort.is === 'descending' && <ArrowDown aria-hidden />}
                {sort.is === 'ascending' && <ArrowUp aria-hidden />}
              </button>
            ) : (
              name || <span className="visually-hidden">{spokenName}</span>
            )}
          </span>
        ))}
      </div>
      <div className={styles.rows} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return <Unloaded key={item.index} index={item.index} startPx={item.start} />;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys for the row in focus
            <div
              key={rowKey(row)}
              className={classNames(styles.row, styles.line, onOpen && styles.open)}
              role="row"
              aria-rowindex={item.index + 2}
              data-row={item.index}
              aria-selected={props.chosenKey === undefined ? undefined : rowKey(row) === props.chosenKey}
              tabIndex={item.index === focusable ? 0 : -1}
              style={{ ...tracks, transform: `translateY(${item.start}px)` }}
              onFocus={() => activate(item.index)}
              onClick={(event) => (props.opensOnDoubleClick ? event.currentTarget.focus() : onOpen?.(row))}
              onDoubleClick={() => props.opensOnDoubleClick && onOpen?.(row)}
            >
              <Cells columns={columns} row={row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Cells<Row>({ columns, row }: { readonly columns: readonly Column<Row>[]; readonly row: Row }) {
  const last = columns.findIndex(({ takesRest }) => takesRest?.(row));
  const shown = last < 0 ? columns : columns.slice(0, last + 1);
  return shown.map(({ name, align, mono, cell }, index) => (
    <span
      key={name}
      role="gridcell"
      className={classNames(styles.cell, align && styles.end, mono && styles.mono)}
      aria-colspan={index === last ? columns.length - last : undefined}
      style={index === last ? { gridColumn: `${last + 1} / -1` } : undefined}
    >
      {cell(row)}
    </span>
  ));
}

/** Holds the place, and the focus, of a row that is on its way. */
function Unloaded({ index, startPx }: { readonly index: number; readonly startPx: number }) {
  return (
    <div
      className={classNames(styles.row, styles.line)}
      role="row"
      aria-rowindex={index + 2}
      aria-busy
      data-row={index}
      tabIndex={-1}
      style={{ transform: `translateY(${startPx}px)` }}
    />
  );
}
