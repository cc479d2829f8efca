DROP TABLE residence_status_children;
DROP TABLE residence_appeals;
DROP TABLE residence_decisions;
