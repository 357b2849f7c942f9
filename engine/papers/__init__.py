"""Papers (文书): what a case prints, described once and given out as a .docx or as a page for the printer."""
