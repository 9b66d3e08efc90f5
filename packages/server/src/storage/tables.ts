/**
 * The rows as they are stored. Portable on purpose: text, whole numbers, JSON as text. Instants that are compared are
 * ISO 8601 in UTC; those only shown keep the offset they came with. Quantities are whole thousandths.
 */
export interface Tables {
  /**
   * `revision` counts what changed that a technician may see. Since it was set back to an older state, `epoch` is another one and numbers
   * that are told go on behind `numbers_from`. `settings` is another one after every change of `catalogue` or `policies`,
   * `people` after every change of who is signed in and who they are: the engine sees to it.
   */
  tenants: {
    id: string;
    name: string;
    locale: string;
    revision: number;
    epoch: string;
    numbers_from: number;
    settings: string;
    people: string;
  };
  /** One row: where the database was when it was opened last. */
  installation: { id: number; place: string };
  tenant_domains: { domain: string; tenant_id: string };
  /** What was tried, by the hash of whose account and from where. */
  login_attempts: { rule: string; attempts: number; blocked_until: string; last_at: string };
  companies: { tenant_id: string; id: string; name: string };
  technicians: {
    tenant_id: string;
    id: string;
    name: string;
    username: string;
    password_hash: string;
    role: string;
    /** 0: nobody signs in with it. */
    active: number;
  };
  technician_companies: { tenant_id: string; technician_id: string; company_id: string };
  sessions: {
    id: string;
    tenant_id: string;
    technician_id: string;
    company_id: string;
    opened_at: string;
    ended_at: string | null;
  };
  access_tokens: { tenant_id: string; hash: string; session_id: string; expires_at: string; used: number };
  refresh_tokens: {
    tenant_id: string;
    hash: string;
    session_id: string;
    expires_at: string;
    access_hash: string;
    /** Hash of the token this one was traded for. */
    successor_hash: string | null;
    retry_key: string | null;
  };
  contracts: {
    tenant_id: string;
    id: string;
    plan: string | null;
    subplan: string | null;
    cto: string | null;
    seal: string | null;
    cto_port: string | null;
    pppoe_login: string | null;
    /** Encrypted; see `SecretBox`. */
    pppoe_password: string | null;
    olt_id: string | null;
    onu_profile: string | null;
    onu_state: string;
    onu: string | null;
    onu_serial: string | null;
  };
  tickets: {
    tenant_id: string;
    id: string;
    company_id: string;
    technician_id: string | null;
    contract_id: string;
    protocol: string;
    status: string;
    priority: string;
    problem_code: string;
    subcategory: string | null;
    schedule: string | null;
    /** Start of the schedule in UTC, for filter and order; far in the future where there is none. */
    sort_at: string;
    address: string;
    location: string | null;
    customer: string;
    /** The customer's name as search compares it. */
    customer_search: string;
    opened_at: string;
    updated_at: string;
    version: number;
    /** The tenant's revision this row, or what it shows of its contract, last changed with. */
    revision: number;
  };
  /** Tickets that were taken from a technician. */
  departures: {
    tenant_id: string;
    company_id: string;
    technician_id: string;
    revision: number;
    ticket_id: string;
  };
  visits: {
    tenant_id: string;
    id: string;
    ticket_id: string;
    technician_id: string;
    started_at: string;
    started_from: string | null;
    /** Answers, photos and team given at the start. */
    safety_form: string | null;
    ended_at: string | null;
    outcome: string | null;
  };
  timeline: {
    tenant_id: string;
    ticket_id: string;
    position: number;
    id: string;
    kind: string;
    technician_id: string;
    occurred_at: string;
    recorded_at: string;
    params: string;
  };
  products: { tenant_id: string; id: string; name: string; unit: string; kind: string };
  stock: { tenant_id: string; technician_id: string; product_id: string; available_thousandths: number };
  stock_serials: { tenant_id: string; product_id: string; serial: string; technician_id: string };
  movements: {
    tenant_id: string;
    number: number;
    ticket_id: string;
    technician_id: string;
    product_id: string;
    thousandths: number;
    mode: string;
    serial: string | null;
    /** The movement this one takes back. */
    reverses: number | null;
    occurred_at: string;
    recorded_at: string;
  };
  stock_transfers: {
    tenant_id: string;
    number: number;
    product_id: string;
    thousandths: number;
    /** Null: the warehouse, like the other. */
    from_technician: string | null;
    to_technician: string | null;
    serials: string;
    /** Who recorded it. */
    technician_id: string;
    recorded_at: string;
  };
  outages: {
    tenant_id: string;
    id: string;
    olt_id: string;
    pon: string;
    note: string;
    started_at: string;
    ended_at: string | null;
    technician_id: string;
  };
  outage_tickets: { tenant_id: string; outage_id: string; ticket_id: string };
  evidence: {
    tenant_id: string;
    id: string;
    ticket_id: string;
    technician_id: string;
    sha256: string;
    media_type: string;
    bytes: number;
    category: string;
    caption: string | null;
    subject: string | null;
    taken_at: string;
    location: string | null;
    uploaded_at: string;
  };
  /** Files that arrive in pieces. */
  uploads: {
    tenant_id: string;
    id: string;
    ticket_id: string;
    technician_id: string;
    sha256: string;
    /** Of the whole file. */
    bytes: number;
    media_type: string;
    category: string;
    caption: string | null;
    subject: string | null;
    taken_at: string;
    expires_at: string;
    /** What it became when the last byte had arrived. */
    evidence_id: string | null;
  };
  /** Files a closing names by their hash. */
  awaited_evidence: {
    tenant_id: string;
    ticket_id: string;
    sha256: string;
    category: string;
    /** Null until the file has arrived. */
    evidence_id: string | null;
  };
  closings: {
    tenant_id: string;
    ticket_id: string;
    technician_id: string;
    report: string;
    recorded_at: string;
  };
  /** Every revision; what was in force when a phone judged a closing may be older than the newest. */
  policies: {
    tenant_id: string;
    id: string;
    revision: number;
    document: string;
    /** 1 for the newest of a policy that was not withdrawn. */
    in_force: number;
    saved_at: string;
  };
  closing_drafts: {
    tenant_id: string;
    ticket_id: string;
    technician_id: string;
    draft: string;
    device_id: string;
    updated_at: string;
    version: number;
  };
  ctos: {
    tenant_id: string;
    id: string;
    name: string;
    location: string | null;
    ports: number;
    olt_id: string | null;
    pon: string | null;
  };
  catalogue: { tenant_id: string; kind: string; code: string; label: string; position: number };
  olts: {
    tenant_id: string;
    id: string;
    name: string;
    vendor: string | null;
    target: string;
    snmp_target: string | null;
    host_keys: string;
    credentials: string;
    profiles: string;
  };
  operations: {
    tenant_id: string;
    technician_id: string;
    key: string;
    fingerprint: string;
    lease_until: string | null;
    status: number | null;
    headers: string | null;
    body: string | null;
    saved_at: string;
  };
  onu_jobs: {
    tenant_id: string;
    id: string;
    ticket_id: string;
    /** Who started it. */
    technician_id: string;
    company_id: string;
    kind: string;
    request: string;
    state: string;
    revision: number;
    progress: string | null;
    plan: string | null;
    plan_tag: string | null;
    /** The write that was about to be sent, with what reading it back needs; set before its first byte. */
    begun_write: string | null;
    result: string | null;
    problems: string | null;
    cancel_requested: number;
    created_at: string;
    started_at: string | null;
    ended_at: string | null;
    /** The process that works on it, and until when it is believed to. */
    runner: string | null;
    held_until: string | null;
  };
  onu_transcripts: {
    tenant_id: string;
    job_id: string;
    position: number;
    olt_id: string;
    at: string;
    direction: string;
    text: string;
  };
  /** Tickets that another system has too. */
  foreign_tickets: {
    tenant_id: string;
    ticket_id: string;
    backend: string;
    foreign_id: string;
    /** Of what the other system said last: the same says nothing new. */
    fingerprint: string;
    /** JSON of who has it and how it stands as the other system said last; null: whatever it says next counts. */
    said: string | null;
    seen_at: string;
  };
  /** What is to be told to another system, in the order it was accepted. */
  outgoing: {
    tenant_id: string;
    number: number;
    /** The timeline entry's; what it is found again by over there. */
    id: string;
    backend: string;
    ticket_id: string;
    foreign_id: string;
    technician_id: string;
    kind: string;
    params: string;
    occurred_at: string;
    recorded_at: string;
    state: string;
    attempts: number;
    next_at: string;
    runner: string | null;
    held_until: string | null;
    foreign_ref: string | null;
    problem: string | null;
  };
  audit: {
    tenant_id: string;
    position: number;
    technician_id: string;
    action: string;
    ticket_id: string;
    at: string;
    details: string;
  };
}
