// PactwatchKit
