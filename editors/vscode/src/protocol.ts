/** The server's commands, as server/README.md describes them. */

export interface Person {
  name: string;
  affiliation: string | null;
  role: 'principal' | 'moderator' | 'press' | 'interpreter' | 'unknown';
  turns: number;
  words: number;
  seconds: number;
}

export interface Outlet {
  /** Null for questions of whom no outlet is known. */
  name: string | null;
  questions: number;
}

export interface Statistics {
  words: number;
  seconds: number;
  turns: number;
  exchanges: number;
  questions: number;
  people: Person[];
  outlets: Outlet[];
}

export interface Status {
  kind: string;
  speaker: Person | null;
  exchange: { number: number; of: number; outlet: string | null } | null;
  /** The label of the turn; null in the opening. */
  label: Range | null;
}

export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}
