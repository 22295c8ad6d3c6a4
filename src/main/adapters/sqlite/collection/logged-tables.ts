/** Rows whose every change by a person is kept, and the columns that are theirs; the others are derived. */
export const loggedColumns = {
  collection: ['parent_id', 'code', 'title', 'note'],
  location: ['parent_id', 'code', 'kind', 'note'],
  item: [
    ...['collection_id', 'title', 'call_number', 'accession_no', 'date_text', 'date_from', 'date_to'],
    ...['rights', 'note'],
  ],
  carrier: [
    ...['code', 'item_id', 'collection_id', 'location_id', 'seq_no', 'seq_total', 'side', 'copy_no'],
    ...['kind_manual', 'title_manual', 'manufacturer_manual', 'date_manual', 'label_text'],
    ...['condition_code', 'condition_note', 'write_protect', 'disposition', 'exception', 'note'],
    ...['chosen_dump_id', 'signed_off_dump_id', 'signed_off_at', 'signed_off_by', 'created_ms'],
  ],
  dump: ['carrier_id', 'attempt_no'],
  deliberate_range: ['dump_id', 'lba_start', 'lba_count', 'note'],
  identifier: ['owner_kind', 'owner_id', 'scheme', 'value', 'source', 'verified'],
  tag: ['name'],
  carrier_tag: ['carrier_id', 'tag_id'],
  asset: [
    ...['owner_kind', 'owner_id', 'role', 'path', 'media_type', 'sha256', 'size_bytes', 'width', 'height'],
    ...['thumbnail_path', 'name', 'note', 'added_at'],
  ],
  batch: [
    ...['name', 'operator', 'template', 'directory', 'options_json', 'settings_json', 'state'],
    ...['opened_at', 'closed_at', 'report_json'],
  ],
  batch_entry: [
    ...['batch_id', 'position', 'carrier_id', 'state', 'exception', 'note', 'dump_uuid', 'evidence_json'],
  ],
  saved_view: ['name', 'query_json'],
} as const satisfies Record<string, readonly string[]>;

export type LoggedTable = keyof typeof loggedColumns;

/** What rows are called where a person reads of them. */
export const rowWords: Readonly<Record<LoggedTable, string>> = {
  collection: 'collection',
  location: 'location',
  item: 'item',
  carrier: 'carrier',
  dump: 'dump',
  deliberate_range: 'deliberate range',
  identifier: 'identifier',
  tag: 'tag',
  carrier_tag: 'tag of a carrier',
  asset: 'photo',
  batch: 'batch',
  batch_entry: 'batch entry',
  saved_view: 'saved view',
};
