-- One row a person and document: those who speak or hold an office, never a suspect or a victim.
CREATE VIEW persons AS
SELECT d.source, p.name, p.title, p.role, p.organisation, p.nationality
FROM person AS p
JOIN document AS d USING (document_id);
