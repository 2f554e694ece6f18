import type { XmlElement } from '../package/read-xml.ts';
import type { CellLook } from '../model.ts';
import type { TableText } from './cascade.ts';
import type { Story } from './story.ts';
import type { AllBorders, TableStyle } from './table-style.ts';
import type { FlatBlock } from './template-blocks.ts';

/** What reading blocks needs. */
export interface BlockReading {
  readonly story: Story;
  readonly table: TableText;
  /** Tables around. */
  readonly depth: number;
  /** Reads the blocks of a cell. */
  readonly listBlocks: (elements: Iterable<XmlElement>, reading: BlockReading) => Iterable<FlatBlock>;
}

/** What cells of a table have in common. */
export interface TableReading extends BlockReading {
  readonly style: TableStyle;
  readonly borders: AllBorders;
  readonly padding: CellLook['padding'];
  readonly tblLook: XmlElement | undefined;
  readonly columns: number;
  readonly rows: number;
}
