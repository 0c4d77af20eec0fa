/** Puts the page together. */
import { beginBottom } from "./bottom.js";
import { connect } from "./connection.js";
import { beginFinger } from "./finger.js";
import { beginNotes } from "./notes.js";
import { beginPeople } from "./people.js";
import { beginPlaces } from "./places.js";
import { chooseSomebody } from "./shown.js";
import { when } from "./store.js";
import { beginStories } from "./stories.js";
import { beginTop } from "./top.js";
import { beginUnderneath } from "./underneath.js";
import { beginUnread } from "./unread.js";

// The order matters: who is shown is known before the phones are laid, and those before the counts.
when("town", chooseSomebody);
beginTop();
beginPlaces();
beginUnread();
beginPeople();
beginBottom();
beginNotes();
beginStories();
beginFinger();
beginUnderneath();
connect();
