DROP TABLE deadlines;
DROP TABLE deadline_rule_leads;
DROP TABLE deadline_rules;
