"""Values for templates: one module for a page or a part of one, named like its template."""
